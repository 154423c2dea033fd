import type { ObjectRef } from '@pothos/core';
import { badInput, bounded, shown } from '../bad-input.ts';
import { builder, type Types } from '../builder.ts';
import type { Source } from '../model/operation.ts';
import { Page, type PageOf } from '../page.ts';

interface Edge<T> {
  cursor: string;
  node: T;
}

const PageInfo = builder.objectRef<PageOf<unknown>>('PageInfo').implement({
  description: 'Where a page lies in its list.',
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', { description: 'Whether there is more after this page.' }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', {
      description: 'Whether there are rows before this page.',
    }),
    startCursor: t.string({
      nullable: true,
      description: 'Cursor of the first row, which may be gone by now. Null if there was none.',
      resolve: (page) => cursor(page, page.ends?.[0] ?? page.rows[0]),
    }),
    endCursor: t.string({
      nullable: true,
      description:
        'Cursor of the last row, which may be gone by now: `after` for the next page. Null if there was none.',
      resolve: (page) => cursor(page, page.ends?.[1] ?? page.rows.at(-1)),
    }),
  }),
});

/**
 * The connection type of a node type: what the GraphQL Cursor Connections Specification has, and `nodes` beside `edges`.
 * All but the count comes from the files `from`, beside those that the field itself names. To be made at the top of a
 * module: what is first declared among the fields of another type is not in the schema.
 */
export function connectionType<T extends object>(
  node: ObjectRef<Types, T>,
  from: readonly Source[] = [],
): ObjectRef<Types, PageOf<T>> {
  const edge = builder.objectRef<Edge<T>>(`${node.name}Edge`).implement({
    description: 'A row and its place in the list.',
    fields: (t) => ({
      cursor: t.exposeString('cursor', {
        description: 'The place of this row: give it as `after` to go on behind it.',
      }),
      node: t.field({ type: node, description: 'The row.', resolve: ({ node }) => node as never }),
    }),
  });
  return builder.objectRef<PageOf<T>>(`${node.name}Connection`).implement({
    description: 'One page of a list.',
    fields: (t) => ({
      nodes: t.field({
        type: [node],
        from,
        description: 'The rows of this page.',
        resolve: ({ rows }) => rows as never,
      }),
      edges: t.field({
        type: [edge],
        from,
        description: 'The rows of this page with their cursors.',
        resolve: (page) => page.rows.map((row) => ({ cursor: page.cursorOf(row), node: row })) as never,
      }),
      pageInfo: t.field({
        type: PageInfo,
        from,
        description: 'Where this page lies.',
        resolve: (page) => page as never,
      }),
      totalCount: t.exposeInt('totalCount', { description: 'Rows on all pages.' }),
    }),
  });
}

function cursor<T>(page: PageOf<T>, row: T | undefined): string | null {
  return row === undefined ? null : page.cursorOf(row);
}

/** What every connection is asked with. */
export interface PageArgs {
  first?: number | null | undefined;
  after?: string | null | undefined;
}

export const pageArgs = builder.args((t) => ({
  first: t.int({ description: 'How many rows at most, from 0 on. All, if not given.' }),
  after: t.string({ description: 'Cursor of the row behind which to begin. The beginning, if not given.' }),
}));

/** How many rows are asked for at most. Null for all. */
export function mostRows({ first }: Pick<PageArgs, 'first'>): number | null {
  return first == null ? null : bounded('first', first, 0, 2 ** 31 - 1);
}

/** The page of sorted rows that begins at the first row for which `isBehind` holds. */
export function page<T>(
  rows: readonly T[],
  args: PageArgs,
  isBehind: (row: T) => boolean,
  cursorOf: (row: T) => string,
): Page<T> {
  const first = mostRows(args);
  const found = args.after == null ? 0 : rows.findIndex(isBehind);
  const start = found < 0 ? rows.length : found;
  const end = first === null ? rows.length : start + first;
  return new Page({
    rows: rows.slice(start, end),
    totalCount: rows.length,
    hasPreviousPage: start > 0,
    hasNextPage: end < rows.length,
    cursorOf,
  });
}

/** The same of rows that are sorted by a number which is each row's own. */
export function pageByNumber<T>(rows: readonly T[], numberOf: (row: T) => number, args: PageArgs): Page<T> {
  const after = numberCursor(args);
  return page(
    rows,
    args,
    (row) => after === null || numberOf(row) > after,
    (row) => String(numberOf(row)),
  );
}

/** The number that the cursor of such a list stands for. Null if none is given. */
export function numberCursor({ after }: PageArgs): number | null {
  if (after === null || after === undefined) return null;
  if (!/^\d{1,15}$/.test(after)) throw badInput(`after must be a cursor of this list, but was ${shown(after)}`);
  return Number(after);
}
