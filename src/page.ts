/** What a connection says of a page. Its rows may be made when they are asked for. */
export type PageOf<T> = Omit<Page<T>, 'keep'>;

/** One page of a long list, as the GraphQL Cursor Connections Specification has it. */
export class Page<T> {
  readonly rows: readonly T[];
  /** Rows on all pages. */
  readonly totalCount: number;
  readonly hasPreviousPage: boolean;
  readonly hasNextPage: boolean;
  /** A stable key, not an offset: the page behind it is right while rows come and go. */
  readonly cursorOf: (row: T) => string;

  constructor(page: PageOf<T>) {
    this.rows = page.rows;
    this.totalCount = page.totalCount;
    this.hasPreviousPage = page.hasPreviousPage;
    this.hasNextPage = page.hasNextPage;
    this.cursorOf = page.cursorOf;
  }

  /** The same page with only some of its rows. */
  keep(rows: readonly T[]): Page<T> {
    return new Page({ ...this, rows });
  }
}
