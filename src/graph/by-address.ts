import { badInput, shown } from '../bad-input.ts';
import { allPositions, firstIndex, only } from '../model/symbol-positions.ts';
import { Page } from '../page.ts';
import type { Records } from '../procfs/records.ts';
import { mostRows, type PageArgs } from './connection.ts';

interface Placed {
  start: bigint;
}

/** Those on a page of records that stand in order of address; `rowOf` makes only these. The cursor is the address. */
export function pageByAddress<T extends Placed, Row>(
  records: Records<T>,
  args: PageArgs,
  rowOf: (record: T, index: number) => Row,
  startOf: (row: Row) => bigint,
  isWanted?: (record: T) => boolean,
): Page<Row> {
  const first = mostRows(args);
  const all = allPositions(records.length);
  const found = isWanted ? only(all, (index) => isWanted(records.at(index))) : all;
  const behind = args.after == null ? null : addressOf(args.after);
  const start = behind === null ? 0 : firstIndex(found.length, (index) => records.at(found[index] ?? 0).start > behind);
  const end = first === null ? found.length : Math.min(start + first, found.length);
  return new Page({
    rows: Array.from(found.subarray(start, end), (index) => rowOf(records.at(index), index)),
    totalCount: found.length,
    hasPreviousPage: start > 0,
    hasNextPage: end < found.length,
    cursorOf: (row) => `0x${startOf(row).toString(16)}`,
  });
}

function addressOf(cursor: string): bigint {
  if (!/^0x[0-9a-f]{1,16}$/.test(cursor))
    throw badInput(`after must be a cursor of this list, but was ${shown(cursor)}`);
  return BigInt(cursor);
}
