import type { Machine } from '../model/machine.ts';
import type { Operation } from '../model/operation.ts';
import { Sampled } from './sampled.ts';
import { SystemChange } from './system-change.ts';

/** What the machine does: now, and then at each interval. `names` are those of the tables that the events are asked for. */
export function watchSystem(
  machine: Machine,
  intervalMs: number,
  names: readonly string[],
): Promise<Sampled<{ operation: Operation }, SystemChange>> {
  return Sampled.start(machine, intervalMs, {
    wish: {},
    sample: async (operation) => {
      await operation.load([], names);
      return { operation };
    },
    event: (now, before) => {
      const operation = now.operation.event(before?.operation ?? null);
      return { operation, value: new SystemChange(operation, before?.operation ?? null) };
    },
    isLast: () => false,
  });
}
