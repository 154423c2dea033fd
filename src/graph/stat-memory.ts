import { builder } from '../builder.ts';
import { processFlags } from '../model/process-flags.ts';
import type { Task } from '../model/task.ts';
import type { Stat as StatRecord } from '../procfs/pid/stat.ts';
import type { Integer } from '../procfs/text.ts';
import { Stat, visible } from './stat.ts';

type Key = { [K in keyof StatRecord]: StatRecord[K] extends Integer | null ? K : never }[keyof StatRecord];

const unlimited = 2n ** 64n - 1n;

builder.objectFields(Stat, (t) => {
  const address = (key: Key, description: string) =>
    t.field({
      type: 'Address',
      from: ['stat'],
      nullable: true,
      description,
      resolve: (task) => addressOf(task, key),
    });
  const pointer = (key: Key, description: string) =>
    t.field({
      type: 'Address',
      from: ['stat', 'ns/pid'],
      nullable: true,
      description,
      resolve: (task) => pointerOf(task, key),
    });
  return {
    virtualBytes: t.field({
      type: 'BigInt',
      from: ['stat'],
      description: 'Address space, bytes. 0 for zombies and kernel threads. Source: stat `vsize`.',
      resolve: ({ stat }) => stat.vsize,
    }),
    residentPages: t.field({
      type: 'BigInt',
      from: ['stat'],
      description:
        'Memory held in RAM, pages; off by some, as the kernel adds them up in batches. 0 for zombies and kernel threads. Source: stat `rss`.',
      resolve: ({ stat }) => stat.rss,
    }),
    residentLimitBytes: t.field({
      type: 'BigInt',
      from: ['stat'],
      nullable: true,
      description:
        'Soft limit on the memory held in RAM, RLIMIT_RSS, bytes; not enforced. Null is unlimited. Source: stat `rsslim`.',
      resolve: (task) => {
        const limit = task.present(task.stat.rsslim, 'rsslim');
        return limit === unlimited ? null : limit;
      },
    }),
    codeStart: address('startcode', 'Where the code of the program begins. Source: stat `startcode`.'),
    codeEnd: address('endcode', 'Where the code of the program ends. Source: stat `endcode`.'),
    stackStart: address(
      'startstack',
      'Where the stack of the first thread begins: its bottom. Source: stat `startstack`.',
    ),
    dataStart: address('startData', 'Where the data of the program begins. Source: stat `start_data`.'),
    dataEnd: address('endData', 'Where the data of the program ends. Source: stat `end_data`.'),
    heapStart: address('startBrk', 'Where the heap of brk(2) begins. Source: stat `start_brk`.'),
    argumentsStart: address('argStart', 'Where the command line begins; it may choose. Source: stat `arg_start`.'),
    argumentsEnd: address('argEnd', 'Where the command line ends; it may choose. Source: stat `arg_end`.'),
    environmentStart: address('envStart', 'Where the environment begins; it may choose. Source: stat `env_start`.'),
    environmentEnd: address('envEnd', 'Where the environment ends; it may choose. Source: stat `env_end`.'),
    stackPointer: pointer(
      'kstkesp',
      'Its stack pointer. Null unless it is ending or dumps core. Source: stat `kstkesp`.',
    ),
    instructionPointer: pointer(
      'kstkeip',
      'Its instruction pointer. Null unless it is ending or dumps core. Source: stat `kstkeip`.',
    ),
  };
});

/** What has no memory, has no addresses: the kernel prints 0. */
function addressOf(task: Task, key: Key): bigint {
  const address = task.unmasked(task.stat[key], key);
  return BigInt(task.present(address || null, key));
}

/** The kernel reads no registers of what runs: it prints 0. */
function pointerOf(task: Task, key: Key): bigint | null {
  if ((task.stat.flags & (processFlags.PF_EXITING.value | processFlags.PF_DUMPCORE.value)) === 0) return null;
  return BigInt(visible(task, task.stat[key], key)) || null;
}
