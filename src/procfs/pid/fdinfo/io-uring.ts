import { bigDecimal, decimal, type Fields, hexadecimal, type Integer, optional, text } from '../../text.ts';
import type { FdinfoLine } from '../fdinfo.ts';
import { fieldsOf } from './lines.ts';

/** Two rings for requests and their results, io_uring(7), as fdinfo has them. Each is null where the kernel is older. */
export interface IoUring {
  /** Both rings: how many entries they have, and the positions, modulo 2^32, of who takes out and who puts in. */
  sqEntries: number | null;
  sqHead: number | null;
  sqTail: number | null;
  cqEntries: number | null;
  cqHead: number | null;
  cqTail: number | null;
  /** How many requests the kernel has not taken yet, and results the program has not. */
  sqes: number | null;
  cqes: number | null;
  /** The kernel's thread that polls the ring, and its CPU: null too if there is none, printed as -1. */
  sqThread: number | null;
  sqThreadCpu: number | null;
  /** Microseconds that the thread has run, and has worked. */
  sqTotalTime: Integer | null;
  sqWorkTime: Integer | null;
  /** How many are registered. */
  userFiles: number | null;
  userBufs: number | null;
  napi: boolean | null;
}

/** The rows of single requests, files and buffers are left to whoever reads the lines: they differ by version. */
export function parseIoUring(lines: readonly FdinfoLine[]): IoUring {
  const fields = fieldsOf(lines);
  return {
    sqEntries: optional(fields, 'SqMask', entries),
    sqHead: optional(fields, 'SqHead', decimal),
    sqTail: optional(fields, 'SqTail', decimal),
    cqEntries: optional(fields, 'CqMask', entries),
    cqHead: optional(fields, 'CqHead', decimal),
    cqTail: optional(fields, 'CqTail', decimal),
    sqes: optional(fields, 'SQEs', decimal),
    cqes: optional(fields, 'CQEs', decimal),
    sqThread: optional(fields, 'SqThread', unlessNegative),
    sqThreadCpu: optional(fields, 'SqThreadCpu', unlessNegative),
    sqTotalTime: optional(fields, 'SqTotalTime', bigDecimal),
    sqWorkTime: optional(fields, 'SqWorkTime', bigDecimal),
    userFiles: optional(fields, 'UserFiles', decimal),
    userBufs: optional(fields, 'UserBufs', decimal),
    napi: optional(fields, 'NAPI', (fields, key) => text(fields, key) === 'enabled'),
  };
}

/** A ring has a power of two of them. */
function entries(fields: Fields, key: string): number {
  return hexadecimal(fields, key) + 1;
}

function unlessNegative(fields: Fields, key: string): number | null {
  const number = decimal(fields, key);
  return number < 0 ? null : number;
}
