/** What a connection says of a page. Its rows may be made when they are asked for. */
export type PageOf<T> = Omit<Page<T>, 'keep' | 'ends'> & { ends?: Ends<T> };

/** The rows at which a page was cut out of its list. None, where it is empty. */
type Ends<T> = readonly [first: T | undefined, last: T | undefined];

/** One page of a long list, as the GraphQL Cursor Connections Specification has it. */
export class Page<T> {
  readonly rows: readonly T[];
  /** Rows on all pages. */
  readonly totalCount: number;
  readonly hasPreviousPage: boolean;
  readonly hasNextPage: boolean;
  /** A stable key, not an offset: the page behind it is right while rows come and go. */
  readonly cursorOf: (row: T) => string;

  readonly #ends: Ends<T>;

  constructor(page: PageOf<T>, ends: Ends<T> = [page.rows[0], page.rows.at(-1)]) {
    this.rows = page.rows;
    this.totalCount = page.totalCount;
    this.hasPreviousPage = page.hasPreviousPage;
    this.hasNextPage = page.hasNextPage;
    this.cursorOf = page.cursorOf;
    this.#ends = ends;
  }

  get ends(): Ends<T> {
    return this.#ends;
  }

  /** The same page with only some of its rows: the next one begins where it would have begun. */
  keep(rows: readonly T[]): Page<T> {
    return new Page({ ...this, rows }, this.#ends);
  }
}
