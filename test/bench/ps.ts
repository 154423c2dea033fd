import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { timed } from './client.ts';
import { installed } from './comparison.ts';

/** What tells the same as ./ten-fields.ts. */
const columns = 'pid,comm,state,ppid,time,rss,nlwp,lstart,ni';

export const psCommand = `ps -eo ${columns}`;

/** Milliseconds from the start of ps to its last byte: of all processes, or of one. Null if there is no ps. */
export async function timeOfPs(atLeast: number, pid?: number): Promise<number | null> {
  if (!installed('ps')) return null;
  const args = [...(pid === undefined ? ['-e'] : ['-p', String(pid)]), '-o', columns];
  const [listing, ms] = await timed(() => text(spawn('ps', args, { stdio: ['ignore', 'pipe', 'inherit'] }).stdout));
  if (listing.split('\n').length < atLeast) throw new Error('not all were listed');
  return ms;
}
