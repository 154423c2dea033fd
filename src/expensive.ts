import type { GraphQLResolveInfo } from 'graphql';
import { badInput } from './bad-input.ts';
import { expensiveBelow } from './look-ahead.ts';

/** What a list can be narrowed by. */
interface Narrowed {
  first?: number | null | undefined;
  where?: object | null | undefined;
}

const remedies = { first: 'page with "first"', where: 'filter with "where"' };

/**
 * Refuses to read, for each row of a list that nothing narrows, what takes the kernel long and holds processes up.
 * The list's field takes the arguments that are keys of `narrowed`, given or not.
 */
export function refuseExpensiveOfAll(info: GraphQLResolveInfo, narrowed: Narrowed): void {
  const isFiltered = Object.values(narrowed.where ?? {}).some((wanted) => wanted != null);
  if (narrowed.first != null || isFiltered) return;
  const field = expensiveBelow(info);
  if (field === undefined) return;
  const remedy = (['where', 'first'] as const).filter((key) => key in narrowed).map((key) => remedies[key]);
  throw badInput(`${field} is expensive, and not read of all processes: ${remedy.join(', or ')}`);
}
