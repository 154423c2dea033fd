import { malformed } from '../error.ts';
import { hex, oneLine, small } from '../text.ts';

/**
 * What a task asks of the kernel: /proc/[pid]/syscall, proc_pid_syscall(5). Running, it cannot be told; blocked outside of
 * a system call, in a page fault say, there is no number.
 */
export type Syscall =
  | { state: 'RUNNING' }
  | { state: 'BLOCKED_OUTSIDE'; stackPointer: bigint; instructionPointer: bigint }
  | {
      state: 'IN_SYSCALL';
      number: number;
      /** Six registers, whatever the call takes. */
      arguments: bigint[];
      stackPointer: bigint;
      instructionPointer: bigint;
    };

const call = /^(\d+) (0x[0-9a-f]+(?: 0x[0-9a-f]+){7})$/;
const outside = /^-1 (0x[0-9a-f]+ 0x[0-9a-f]+)$/;

export function parseSyscall(bytes: Buffer): Syscall {
  const text = oneLine(bytes);
  if (text === 'running') return { state: 'RUNNING' };
  const [, number, registers = outside.exec(text)?.[1]] = call.exec(text) ?? [];
  if (registers === undefined) throw malformed(`it is ${JSON.stringify(text)}, not a system call`);
  const values = registers.split(' ').map((register) => hex(register, 'a register'));
  const [stackPointer = 0n, instructionPointer = 0n] = values.slice(-2);
  if (number === undefined) return { state: 'BLOCKED_OUTSIDE', stackPointer, instructionPointer };
  return {
    state: 'IN_SYSCALL',
    number: small(number, 'number'),
    arguments: values.slice(0, -2),
    stackPointer,
    instructionPointer,
  };
}
