import { malformed } from '../error.ts';
import { hex } from '../text.ts';

/** A call that has not returned. */
export interface Frame {
  /** The symbol that it lies in. Null if it lies in none. */
  name: string | null;
  /** Bytes behind the symbol's address. Null, as the next, without a symbol. */
  offset: bigint | null;
  /** Bytes of the symbol. */
  size: bigint | null;
  /** Null for the kernel itself, and for code made while it runs. */
  module: string | null;
  /** Null where only the symbol is told: since Linux 4.15 the kernel prints 0 here. */
  address: bigint | null;
}

const line =
  /^\[<([0-9a-f]{1,16})>\] (?:(\S+)\+0x([0-9a-f]{1,16})\/0x([0-9a-f]{1,16})(?: \[([^\s\]]+)\])?|0x([0-9a-f]{1,16}))$/;

/** How kernels before 5.2 end a stack. */
const end = 'ffffffffffffffff';

/** What the kernel does for a task: /proc/[pid]/stack, proc_pid_stack(5). The innermost call first; none of what runs. */
export function parseStack(bytes: Buffer): Frame[] {
  const lines = bytes.toString().split('\n');
  if (lines.pop() !== '') throw malformed('it ends within a line');
  return lines.filter((text) => !text.includes(`<${end}>`)).map(frame);
}

function frame(text: string): Frame {
  const [found, address = '', name, offset, size, module, bare] = line.exec(text) ?? [];
  if (found === undefined) throw malformed(`${JSON.stringify(text)} is no frame`);
  return {
    name: name ?? null,
    offset: offset === undefined ? null : hex(offset, 'offset'),
    size: size === undefined ? null : hex(size, 'size'),
    module: module ?? null,
    address: hex(address, 'address') || (bare === undefined ? null : hex(bare, 'address')),
  };
}
