import { residentPages } from '../live/resident-pages.ts';
import type { Operation } from '../model/operation.ts';
import { comparePlaces, type Place, placeCursor } from '../model/place.ts';
import type { Process } from '../model/process.ts';
import { filterSources, type ProcessFilter } from '../model/process-filter.ts';
import type { ProcessOrder } from '../model/process-order.ts';
import { Page } from '../page.ts';
import { type PageArgs, page } from './connection.ts';

/** To read `stat` of more rows than these would take longer than to read it of all, where it is open already. */
const fewRows = 50;

interface ListArgs {
  where: ProcessFilter;
  order: readonly ProcessOrder[];
  args: PageArgs;
  after: Place | null;
}

/**
 * A page of a few of all processes, the largest or the smallest: `stat` is read of those alone, once it is known which
 * they are. Null for any other page, and where that is not known.
 */
export async function processesByMemory(
  operation: Operation,
  { where, order, args, after }: ListArgs,
): Promise<Page<Process> | null> {
  const goesByMemory = order.length === 1 && order[0]?.by === 'RESIDENT_BYTES';
  if (!goesByMemory || filterSources(where).length > 0 || args.first == null || args.first > fewRows) return null;
  const residents = await residentPages(operation);
  if (residents === null) return null;
  const all = Array.from(residents.pages, ([pid, pages]) => ({ pid, pages, place: [Number(pages), pid] }));
  const found = page(
    all.sort((a, b) => comparePlaces(a.place, b.place, order)),
    args,
    ({ place }) => after !== null && comparePlaces(place, after, order) > 0,
    ({ place }) => placeCursor(place),
  );
  const places = new Map<Process, Place>();
  for (const { pid, pages, place } of found.rows) {
    const process = operation.process(pid);
    if (!process.has('stat')) process.resident ??= { pages, startedBy: residents.startedBy };
    places.set(process, place);
  }
  return new Page({
    ...found,
    rows: [...places.keys()],
    cursorOf: (process) => placeCursor(places.get(process) ?? []),
  });
}
