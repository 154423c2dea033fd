import { builder } from '../builder.ts';
import { flagsIn } from '../model/flags.ts';
import { processFlags } from '../model/process-flags.ts';
import { signalOf } from '../model/signals.ts';
import { stateOf } from '../model/state.ts';
import type { Task } from '../model/task.ts';
import type { Integer } from '../procfs/text.ts';
import { ProcessFlag } from './process-flag.ts';
import { ProcessState } from './process-state.ts';
import { Signal } from './signal.ts';
import { TaskRef } from './task.ts';

/** The fields of the file are here and in the files stat-*.ts. */
export const Stat = builder.objectRef<Task>('Stat').implement({
  description:
    'The file stat of a process or thread, see proc_pid_stat(5): every field, in the units of the kernel. A thread’s own are the name, the state, the CPU times, the faults and the scheduling: of a process, state and scheduling are those of its first thread.',
  fields: (t) => ({
    pid: t.int({
      from: ['stat'],
      description: 'Process id, or thread id, in the pid namespace of the procfs mount. Source: stat `pid`.',
      resolve: ({ stat }) => stat.pid,
    }),
    name: t.string({
      from: ['stat'],
      description:
        'Name of the program, or what it calls itself. Bytes that are not UTF-8 become U+FFFD. Source: stat `comm`.',
      resolve: ({ stat }) => stat.comm.toString(),
    }),
    state: t.field({
      type: ProcessState,
      from: ['stat'],
      description: 'What it is doing. Source: stat `state`.',
      resolve: ({ stat }) => stateOf(stat.state),
    }),
    ppid: t.int({
      from: ['stat'],
      nullable: true,
      description: 'Pid of its parent. Null if it has none, or one outside of the pid namespace. Source: stat `ppid`.',
      resolve: ({ stat }) => stat.ppid || null,
    }),
    processGroup: t.int({
      from: ['stat'],
      nullable: true,
      description:
        'Id of its process group. Null while it dies, or if there is none in the pid namespace. Source: stat `pgrp`.',
      resolve: ({ stat }) => (stat.pgrp > 0 ? stat.pgrp : null),
    }),
    session: t.int({
      from: ['stat'],
      nullable: true,
      description:
        'Id of its session. Null while it dies, or if there is none in the pid namespace. Source: stat `session`.',
      resolve: ({ stat }) => (stat.session > 0 ? stat.session : null),
    }),
    terminalDevice: t.int({
      from: ['stat'],
      nullable: true,
      description:
        'Device number of the terminal that controls it: the major number in the bits 19 to 8, the minor in 31 to 20 and 7 to 0. Null if it has none. Source: stat `tty_nr`.',
      resolve: ({ stat }) => stat.ttyNr || null,
    }),
    foregroundProcessGroup: t.int({
      from: ['stat'],
      nullable: true,
      description:
        'Id of the process group that its terminal listens to. Null without a terminal. Source: stat `tpgid`.',
      resolve: ({ stat }) => (stat.tpgid > 0 ? stat.tpgid : null),
    }),
    flags: t.field({
      type: [ProcessFlag],
      from: ['stat'],
      description: 'What the kernel notes about it: the flags that mean the same in all kernels. Source: stat `flags`.',
      resolve: ({ stat }) => flagsIn(stat.flags, processFlags),
    }),
    flagBits: t.field({
      type: 'BigInt',
      from: ['stat'],
      description: 'All flags as a number: what a bit means depends on the kernel. Source: stat `flags`.',
      resolve: ({ stat }) => stat.flags,
    }),
    threadCount: t.int({
      from: ['stat'],
      description: 'How many threads it has; 0 while it dies. Source: stat `num_threads`.',
      resolve: ({ stat }) => stat.numThreads,
    }),
    exitSignal: t.field({
      type: Signal,
      from: ['stat'],
      nullable: true,
      description:
        'The signal that its parent gets when it ends. Null if none, as of any thread but the first. Source: stat `exit_signal`.',
      resolve: (task) => signalOf(task.present(task.stat.exitSignal, 'exit_signal')),
    }),
    exitCode: t.int({
      from: ['stat', 'ns/pid'],
      nullable: true,
      description:
        'How it ended, as waitpid(2) gives it: 256 times the exit status, or the signal, plus 128 if it dumped core; while it is stopped, the signal that stopped it. Null while it runs. Source: stat `exit_code`.',
      resolve: (task) => {
        if (!/[XZTt]/.test(task.stat.state)) return null;
        return Number(visible(task, task.stat.exitCode, 'exit_code'));
      },
    }),
  }),
});

builder.interfaceField(TaskRef, 'stat', (t) =>
  t.field({ type: Stat, description: 'The file stat, field by field. Source: stat.', resolve: (task) => task }),
);

/**
 * A value that is 0 where the server may not trace the task. The code address tells, but for what has no memory: there
 * a link tells that the kernel guards in the same way. For fields from `stat` and `ns/pid`.
 */
export function visible(task: Task, value: Integer | null, what: string): Integer {
  const shown = task.unmasked(value, what);
  if (shown === 0 && (task.isEnding || task.isKernelThread)) task.record('ns/pid');
  return shown;
}
