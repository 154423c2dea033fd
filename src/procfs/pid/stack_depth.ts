import { bigDecimal, type Integer, keyValues } from '../text.ts';

/** How much kernel stack system calls used: /proc/[pid]/stack_depth of kernels with STACKLEAK_METRICS. In bytes. */
export interface StackDepth {
  current: Integer;
  /** Of the system call before. */
  previous: Integer;
}

export function parseStackDepth(bytes: Buffer): StackDepth {
  const fields = keyValues(bytes);
  return { current: bigDecimal(fields, 'stack depth'), previous: bigDecimal(fields, 'previous stack depth') };
}
