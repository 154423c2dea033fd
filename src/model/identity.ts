import type { Machine } from './machine.ts';
import type { Process } from './process.ts';

/** What an id says of the process that it names. */
export interface Identity {
  bootId: string;
  pid: number;
  /** In clock ticks, as digits. */
  starttime: string;
}

/** A process's identity in words: who gets its pid later has another. */
export function processId({ bootId }: Machine, { pid, stat }: Process): string {
  return `${bootId}:${pid}:${stat.starttime}`;
}

/** Null if the text is no identity. */
export function parseProcessId(text: string): Identity | null {
  const [, bootId, pid, starttime] = /^([0-9a-f-]{36}):([1-9]\d{0,8}):(\d{1,20})$/.exec(text) ?? [];
  if (bootId === undefined || pid === undefined || starttime === undefined) return null;
  return { bootId, pid: Number(pid), starttime };
}
