import { builder } from '../builder.ts';
import { type ProcessChange, processEnds } from '../live/process-change.ts';
import { watchProcess } from '../live/process-stat.ts';
import { sourcesBelow } from '../look-ahead.ts';
import { ProcessRef } from './process.ts';
import { samplingArgs } from './sampling-args.ts';
import { ThreadStat } from './thread-stat.ts';

const ProcessEnd = builder.enumType('ProcessEnd', {
  description: 'How a process ended for those who watch it.',
  values: processEnds,
});

const ProcessStatEvent = builder.objectRef<ProcessChange>('ProcessStatEvent').implement({
  description:
    'A sample of a process, and what changed since the sample before. Differences are null in the first event, and where the kernel said nothing in either sample; `extensions.procfs.nulls` says why.',
  extensions: { isHandle: true },
  fields: (t) => ({
    ended: t.field({
      type: ProcessEnd,
      nullable: true,
      from: ['stat'],
      description: 'In the last event, how the process ended. Null while it lives. Source: stat `state`, `starttime`.',
      resolve: ({ ended }) => ended,
    }),
    process: t.field({
      type: ProcessRef,
      nullable: true,
      description: 'The process at this moment: all that can be asked of it. Null once it is gone.',
      resolve: ({ process }) => process,
    }),
    elapsedMs: t.float({
      nullable: true,
      description:
        'Time since the sample before, milliseconds: what the differences refer to. Source: the monotonic clock.',
      resolve: ({ elapsedMs }) => elapsedMs,
    }),
    userPercent: t.float({
      nullable: true,
      from: ['stat'],
      description:
        'CPU time in user mode, percent of one CPU: 200 is two busy ones. Counted in hundredths of a second. Source: stat `utime`.',
      resolve: (change) => change.cpuPercent('utime'),
    }),
    systemPercent: t.float({
      nullable: true,
      from: ['stat'],
      description: 'CPU time in the kernel, percent of one CPU. Source: stat `stime`.',
      resolve: (change) => change.cpuPercent('stime'),
    }),
    totalPercent: t.float({
      nullable: true,
      from: ['stat'],
      description: 'CPU time in both, percent of one CPU. Source: stat `utime`, `stime`.',
      resolve: (change) => change.cpuPercent('utime', 'stime'),
    }),
    minorFaults: t.field({
      type: 'BigInt',
      nullable: true,
      from: ['stat'],
      description: 'Page faults that needed no storage. Source: stat `minflt`.',
      resolve: (change) => change.stat('minflt'),
    }),
    majorFaults: t.field({
      type: 'BigInt',
      nullable: true,
      from: ['stat'],
      description: 'Page faults that waited for storage. Source: stat `majflt`.',
      resolve: (change) => change.stat('majflt'),
    }),
    readBytes: t.field({
      type: 'BigInt',
      nullable: true,
      from: ['io'],
      description: 'Fetched from storage, bytes. Source: io `read_bytes`.',
      resolve: (change) => change.io('readBytes'),
    }),
    writtenBytes: t.field({
      type: 'BigInt',
      nullable: true,
      from: ['io'],
      description: 'Sent to storage, bytes, counted as a page becomes dirty. Source: io `write_bytes`.',
      resolve: (change) => change.io('writeBytes'),
    }),
    readCharacters: t.field({
      type: 'BigInt',
      nullable: true,
      from: ['io'],
      description:
        'Given to it by read(2) and its kin, bytes: from files, the page cache, pipes, terminals. Source: io `rchar`.',
      resolve: (change) => change.io('rchar'),
    }),
    writtenCharacters: t.field({
      type: 'BigInt',
      nullable: true,
      from: ['io'],
      description: 'Taken from it by write(2) and its kin, bytes. Source: io `wchar`.',
      resolve: (change) => change.io('wchar'),
    }),
    voluntaryContextSwitches: t.field({
      type: 'BigInt',
      nullable: true,
      from: ['status'],
      description:
        'How often its first thread gave up the CPU to wait for something. Source: status `voluntary_ctxt_switches`.',
      resolve: (change) => change.status('voluntaryCtxtSwitches'),
    }),
    involuntaryContextSwitches: t.field({
      type: 'BigInt',
      nullable: true,
      from: ['status'],
      description: 'How often the CPU was taken from its first thread. Source: status `nonvoluntary_ctxt_switches`.',
      resolve: (change) => change.status('nonvoluntaryCtxtSwitches'),
    }),
    threads: t.field({
      type: [ThreadStat],
      nullable: true,
      from: ['task'],
      description:
        'Each of its threads, and what that used since the event before. One file a thread is read. Source: the directory task.',
      resolve: (change) => change.threads(),
    }),
    threadCount: t.int({
      nullable: true,
      from: ['stat'],
      description: 'How many threads it has now. Source: stat `num_threads`.',
      resolve: ({ process }) => process.stat.numThreads,
    }),
    residentBytes: t.field({
      type: 'BigInt',
      nullable: true,
      from: ['stat'],
      description: 'Memory held in RAM now, bytes. Source: stat `rss`.',
      resolve: (change) => change.residentBytes(),
    }),
    residentBytesChange: t.field({
      type: 'BigInt',
      nullable: true,
      from: ['stat'],
      description: 'How much more memory it holds in RAM, bytes; negative if less. Source: stat `rss`.',
      resolve: (change) => change.residentChange(),
    }),
  }),
});

builder.subscriptionField('processStat', (t) =>
  t.field({
    type: ProcessStatEvent,
    description:
      'What a process uses, at regular intervals: an event at once, then one an interval, until a last one says how the process ended. A slow reader misses samples, never the last.',
    args: {
      pid: t.arg.int({ required: true, description: 'Process id, from 1 on.' }),
      ...samplingArgs,
    },
    subscribe: (_, { pid, intervalMs }, { operation }, info) =>
      watchProcess(operation.machine, pid, intervalMs, [...(sourcesBelow(info).get('ProcessStatEvent') ?? [])]),
    resolve: ({ value }) => value,
  }),
);
