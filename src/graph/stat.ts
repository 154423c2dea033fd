import { builder } from '../builder.ts';
import { Process } from '../model/process.ts';
import { processFlagsIn } from '../model/process-flags.ts';
import { signalOf } from '../model/signals.ts';
import { stateOf } from '../model/state.ts';
import type { Integer } from '../procfs/text.ts';
import { ProcessFlag } from './process-flag.ts';
import { ProcessState } from './process-state.ts';
import { Signal } from './signal.ts';

/** The fields of the file are here and in the files stat-*.ts. */
export const Stat = builder.objectRef<Process>('Stat').implement({
  description: 'The file stat of a process, see proc_pid_stat(5): every field, in the units of the kernel.',
  fields: (t) => ({
    pid: t.int({
      from: ['stat'],
      description: 'Process id in the pid namespace of the procfs mount. Source: stat `pid`.',
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
        'Device number of the terminal that controls it: the major number in the bits 15 to 8, the minor in 31 to 20 and 7 to 0. Null if it has none. Source: stat `tty_nr`.',
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
      resolve: ({ stat }) => processFlagsIn(stat.flags),
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
      description: 'The signal that its parent gets when it ends. Null if none. Source: stat `exit_signal`.',
      resolve: (process) => signalOf(process.present(process.stat.exitSignal, 'exit_signal')),
    }),
    exitCode: t.int({
      from: ['stat', 'ns/pid'],
      nullable: true,
      description:
        'How it ended, as waitpid(2) gives it: 256 times the exit status, or the signal, plus 128 if it dumped core; while it is stopped, the signal that stopped it. Null while it runs. Source: stat `exit_code`.',
      resolve: (process) => {
        if (!/[XZTt]/.test(process.stat.state)) return null;
        return Number(visible(process, process.stat.exitCode, 'exit_code'));
      },
    }),
  }),
});

builder.objectField(Process, 'stat', (t) =>
  t.field({ type: Stat, description: 'The file stat, field by field. Source: stat.', resolve: (process) => process }),
);

/**
 * A value that is 0 where the server may not trace the process. The code address tells, but for what has no memory: there
 * a link tells that the kernel guards in the same way. For fields from `stat` and `ns/pid`.
 */
export function visible(process: Process, value: Integer | null, what: string): Integer {
  const shown = process.unmasked(value, what);
  if (shown === 0 && (process.isZombie || process.isKernelThread)) process.record('ns/pid');
  return shown;
}
