import { malformed } from './error.ts';
import { oneLine } from './text.ts';

/** /proc/uptime, proc_uptime(5). In seconds. */
export interface Uptime {
  /** Since boot, suspension included. */
  uptime: number;
  /** Sum over all CPUs, so it can be more. */
  idle: number;
}

export function parseUptime(bytes: Buffer): Uptime {
  const text = oneLine(bytes);
  const [, uptime, idle] = /^(\d{1,15}\.\d+) (\d{1,15}\.\d+)$/.exec(text) ?? [];
  if (uptime === undefined) throw malformed(`"${text}" is not two times in seconds`);
  return { uptime: Number(uptime), idle: Number(idle) };
}
