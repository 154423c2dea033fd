import { builder } from '../builder.ts';
import { syscallName } from '../model/syscall-name.ts';
import type { Syscall as SyscallRecord } from '../procfs/pid/syscall.ts';
import { TaskRef } from './task.ts';

const SyscallState = builder.enumType('SyscallState', {
  description: 'Whether a task is in a system call.',
  values: {
    RUNNING: { description: 'It runs, so that cannot be told.' },
    BLOCKED_OUTSIDE: { description: 'It waits, but in no system call: in a page fault, say.' },
    IN_SYSCALL: { description: 'It waits in a system call.' },
  },
});

type InSyscall = Extract<SyscallRecord, { state: 'IN_SYSCALL' }>;

const Syscall = builder.objectRef<SyscallRecord>('Syscall').implement({
  description: 'What a task asks of the kernel, see proc_pid_syscall(5).',
  fields: (t) => ({
    state: t.expose('state', { type: SyscallState, description: 'Whether it is in a system call. Source: syscall.' }),
    number: t.int({
      nullable: true,
      description: 'Number of the system call. Null if it is in none. Source: syscall, field 1.',
      resolve: (syscall) => inSyscall(syscall)?.number ?? null,
    }),
    name: t.string({
      nullable: true,
      description:
        'Its name on the architecture of the server. Null for a number without one, and of what may be a 32-bit program, which has numbers of its own: where the stack pointer is below 4 GiB. Source: syscall, field 1.',
      resolve: (syscall, _, { operation }) => {
        const call = inSyscall(syscall);
        return call && call.stackPointer >= 2n ** 32n ? syscallName(operation.machine.architecture, call.number) : null;
      },
    }),
    arguments: t.field({
      type: ['Address'],
      nullable: true,
      description:
        'The six registers for arguments: a call that takes fewer leaves anything in the rest. Null if it is in none. Source: syscall, fields 2 to 7.',
      resolve: (syscall) => inSyscall(syscall)?.arguments ?? null,
    }),
    stackPointer: t.field({
      type: 'Address',
      nullable: true,
      description: 'Its stack pointer in user mode. Null while it runs. Source: syscall, last field but one.',
      resolve: (syscall) => (syscall.state === 'RUNNING' ? null : syscall.stackPointer),
    }),
    instructionPointer: t.field({
      type: 'Address',
      nullable: true,
      description: 'Where it goes on in user mode. Null while it runs. Source: syscall, last field.',
      resolve: (syscall) => (syscall.state === 'RUNNING' ? null : syscall.instructionPointer),
    }),
  }),
});

builder.interfaceField(TaskRef, 'syscall', (t) =>
  t.field({
    type: Syscall,
    from: ['syscall'],
    nullable: true,
    description:
      'The system call that it waits in. Null of zombies and kernel threads, and where the server may not trace it. Source: syscall.',
    resolve: (task) => {
      if (task.isEnding || task.isKernelThread) throw task.lack('system call');
      return task.record('syscall');
    },
  }),
);

function inSyscall(syscall: SyscallRecord): InSyscall | null {
  return syscall.state === 'IN_SYSCALL' ? syscall : null;
}
