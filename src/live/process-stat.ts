import { bounded } from '../bad-input.ts';
import type { Machine } from '../model/machine.ts';
import { sampledFiles } from '../model/process.ts';
import type { Integer } from '../procfs/text.ts';
import { endOf, ProcessChange } from './process-change.ts';
import { type ProcessSample, sampleProcess } from './process-sample.ts';
import { Sampled } from './sampled.ts';

/**
 * What a process uses: now, and then at each interval what changed since the last sample. Ends with the process, after
 * an event that says how. Of `files`, those beside `stat` that the events are asked for.
 */
export async function watchProcess(
  machine: Machine,
  pid: number,
  intervalMs: number,
  files: readonly string[],
): Promise<Sampled<ProcessSample, ProcessChange>> {
  bounded('pid', pid, 1, 2 ** 31 - 1);
  let starttime: Integer | null = null;
  return Sampled.start(machine, intervalMs, {
    wish: { one: { pid, files: files.filter((name) => sampledFiles.has(name)) } },
    sample: async (operation) => {
      const sample = await sampleProcess(operation, pid, files, starttime);
      starttime = sample.starttime;
      return sample;
    },
    event: (now, before) => ({
      operation: now.operation.event(before?.operation ?? null),
      value: new ProcessChange(now, before),
    }),
    isLast: (now) => endOf(now) !== null,
  });
}
