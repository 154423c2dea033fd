import { bounded } from '../bad-input.ts';
import type { Machine } from '../model/machine.ts';
import { every } from './every.ts';
import type { ProcessChange } from './process-change.ts';
import { ProcessSampler } from './process-sampler.ts';
import { Stream } from './stream.ts';
import type { Tick } from './tick.ts';

const shortestMs = 50;
const longestMs = 3_600_000;

/**
 * What a process uses: now, and then at each interval what changed since the last sample. Ends with the process, after
 * an event that says how. Of `files`, those beside `stat` that the events are asked for.
 */
export async function watchProcess(
  machine: Machine,
  pid: number,
  intervalMs: number,
  files: readonly string[],
): Promise<Stream<Tick<ProcessChange>>> {
  bounded('intervalMs', intervalMs, shortestMs, longestMs);
  const sampler = new ProcessSampler(machine, bounded('pid', pid, 1, 2 ** 31 - 1), files);
  const first = await sampler.next();
  const stop = every(intervalMs, async () => {
    try {
      take(stream, await sampler.next());
    } catch (error) {
      stream.fail(error);
    }
  });
  const stream = new Stream<Tick<ProcessChange>>(stop);
  take(stream, first);
  return stream;
}

function take(stream: Stream<Tick<ProcessChange>>, tick: Tick<ProcessChange>): void {
  stream.replace(tick);
  if (tick.value.ended) stream.end();
}
