import { malformed } from '../error.ts';
import { oneLine, small } from '../text.ts';

/** The group that shares a portion of the CPU: /proc/[pid]/autogroup, sched(7). As a rule, a session. */
export interface Autogroup {
  id: number;
  nice: number;
}

/** Null for no bytes: it is in none. */
export function parseAutogroup(bytes: Buffer): Autogroup | null {
  if (bytes.length === 0) return null;
  const text = oneLine(bytes);
  const [, id, nice] = /^\/autogroup-(\d+) nice (-?\d+)$/.exec(text) ?? [];
  if (id === undefined || nice === undefined) throw malformed(`it is ${JSON.stringify(text)}, not a group`);
  return { id: small(id, 'autogroup'), nice: small(nice, 'nice') };
}
