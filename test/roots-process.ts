import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

/** A process of this user, who is about to become another. It ends with the test, when nobody holds its stdin any more. */
export function rootsProcess(): number | undefined {
  const child = spawn('cat', { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return child.pid;
}
