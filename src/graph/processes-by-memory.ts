import { residentPages } from '../live/resident-pages.ts';
import type { Operation } from '../model/operation.ts';
import { comparePlaces, type Place, placeCursor } from '../model/place.ts';
import type { Process } from '../model/process.ts';
import type { ProcessFilter } from '../model/process-filter.ts';
import { type ProcessOrder, placeOf } from '../model/process-order.ts';
import { Page } from '../page.ts';
import { type PageArgs, page } from './connection.ts';

/** Of more rows than these, to read `stat` again would take longer than to read it of all where it is open already. */
const fewRows = 50;

interface ListArgs {
  where: ProcessFilter;
  order: readonly ProcessOrder[];
  args: PageArgs;
  after: Place | null;
}

/**
 * A page of a few of all processes in order of their memory: `stat` is read of those alone, once it is known which they
 * are. Null for any other page, and where that is not known.
 */
export async function largestProcesses(
  operation: Operation,
  { where, order, args, after }: ListArgs,
): Promise<Page<Process> | null> {
  const goesByMemory = order.length === 1 && order[0]?.by === 'RESIDENT_BYTES';
  const isFiltered = Object.values(where).some((wanted) => wanted != null);
  if (!goesByMemory || isFiltered || args.first == null || args.first > fewRows) return null;
  const residents = await residentPages(operation);
  if (residents === null) return null;
  const places = [...residents.pages].map(([pid, pages]) => [Number(pages), pid] as const);
  const found = page(
    places.sort((a, b) => comparePlaces(a, b, order)),
    args,
    (place) => after !== null && comparePlaces(place, after, order) > 0,
    placeCursor,
  );
  const rows = found.rows.map(([pages, pid]) => {
    const process = operation.process(pid);
    process.resident ??= { pages, startedBy: residents.startedBy };
    return process;
  });
  return new Page({ ...found, rows, cursorOf: (process) => placeCursor(placeOf(process, order, new Map())) });
}
