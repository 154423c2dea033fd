import { badInput } from '../bad-input.ts';
import { builder } from '../builder.ts';
import { refuseExpensiveOfAll } from '../expensive.ts';
import { cpuUsages } from '../live/cpu-usage.ts';
import { everyProcess } from '../live/every-process.ts';
import type { Operation } from '../model/operation.ts';
import { comparePlaces, type Place, placeCursor } from '../model/place.ts';
import type { Process } from '../model/process.ts';
import { type ProcessFilter as Filter, filtered } from '../model/process-filter.ts';
import {
  type ProcessOrder as Order,
  orderSources,
  ordersByUsage,
  placeOf,
  placeOfCursor,
  sorted,
  type Usages,
} from '../model/process-order.ts';
import { page, pageArgs } from './connection.ts';
import { ProcessConnection, positive } from './process.ts';
import { ProcessState } from './process-state.ts';
import { processesByMemory } from './processes-by-memory.ts';
import { TextFilter } from './text-filter.ts';

export const ProcessFilter = builder.inputRef<Filter>('ProcessFilter').implement({
  description:
    'Which processes: all that is given must hold. One whose file the kernel denies does not meet its condition; `extensions.procfs.nulls` says so.',
  fields: (t) => ({
    pids: t.intList({ description: 'Pid is one of these.' }),
    ppid: t.int({ description: 'Pid of the parent. Source: stat `ppid`.' }),
    name: t.field({ type: TextFilter, description: 'Name. Source: stat `comm`.' }),
    commandLine: t.field({
      type: TextFilter,
      description: 'Text of the command line, what is masked as it is shown. Source: cmdline.',
    }),
    states: t.field({ type: [ProcessState], description: 'State is one of these. Source: stat `state`.' }),
    users: t.stringList({
      description: 'Name of the effective user is one of these. Source: status `Uid`, /etc/passwd.',
    }),
    uids: t.field({ type: ['BigInt'], description: 'Effective user id is one of these. Source: status `Uid`.' }),
    kernelThreads: t.boolean({ description: 'Only kernel threads, or none. Source: stat `flags`.' }),
    minResidentBytes: t.field({
      type: 'BigInt',
      description: 'Holds at least so much in RAM, bytes. Source: stat `rss`.',
    }),
  }),
});

const OrderKey = builder.enumType('ProcessOrderKey', {
  description: 'What processes can be ordered by.',
  values: {
    PID: { description: 'Process id.' },
    NAME: { description: 'Name, by its characters as UTF-16 has them.' },
    START_TIME: { description: 'When it was started.' },
    RESIDENT_BYTES: { description: 'Memory held in RAM.' },
    CPU_USAGE: { description: 'CPU time that it uses at the moment, as `cpu { usage }` has it.' },
    CPU_TIME: { description: 'CPU time since it was started, in user mode and in the kernel.' },
    THREAD_COUNT: { description: 'How many threads it has.' },
  },
});

export const ProcessOrder = builder.inputRef<Order>('ProcessOrder').implement({
  description: 'One key of an order.',
  fields: (t) => ({
    by: t.field({ type: OrderKey, required: true, description: 'What to order by.' }),
    descending: t.boolean({ required: true, defaultValue: false, description: 'Largest first.' }),
  }),
});

builder.queryField('processes', (t) =>
  t.field({
    type: ProcessConnection,
    args: {
      where: t.arg({ type: ProcessFilter, description: 'Which processes. All, if not given.' }),
      orderBy: t.arg({
        type: [ProcessOrder],
        description:
          'Their order: the second key decides where the first is equal, the pid at last. By pid, if not given.',
      }),
      ...pageArgs,
    },
    description:
      'The processes, each once. One that ends meanwhile is left out. What is called expensive is not read of all of them: give `where` or `first`. Source: the directories of the mount.',
    resolve: async (_, { where, orderBy, ...args }, { operation }, info) => {
      refuseExpensiveOfAll(info, { first: args.first, where });
      const order = orderBy ?? [];
      const after = placeAfter(args.after, order);
      const filter = where ?? {};
      const few = await processesByMemory(operation, { where: filter, order, args, after });
      if (few !== null) return few;
      const all = await candidates(operation, filter);
      const processes = await filtered(operation, all, filter);
      await operation.load(processes, orderSources(order));
      for (const { failure } of all) {
        if (failure) operation.nulls.noteMissing('Query.processes', failure);
      }
      const living = processes.filter(({ failure }) => !failure);
      const usages: Usages = ordersByUsage(order) ? await cpuUsages(operation, living) : new Map();
      const place = (process: Process): Place => placeOf(process, order, usages);
      return page(
        sorted(living, order, usages),
        args,
        (process) => after !== null && comparePlaces(place(process), after, order) > 0,
        (process) => placeCursor(place(process)),
      );
    },
  }),
);

async function candidates(operation: Operation, { pids }: Filter): Promise<readonly Process[]> {
  if (!pids) return everyProcess(operation);
  const wanted = pids.map((pid) => positive('pids', pid));
  return [...new Set(wanted)].map((pid) => operation.process(pid));
}

function placeAfter(after: string | null | undefined, order: readonly Order[]) {
  if (after === null || after === undefined) return null;
  const place = placeOfCursor(after, order);
  if (place === null) throw badInput(`after must be a cursor of a list in this order, but was "${after}"`);
  return place;
}
