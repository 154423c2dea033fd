import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { installed } from './comparison.ts';
import type { Repeater } from './repeater.ts';

const startSeconds = 30;

/** Glances as a server, asked for all processes over HTTP. Null if it is not installed, or lacks what it serves with. */
export async function glances(): Promise<Repeater | null> {
  if (!installed('glances')) return null;
  const address = `127.0.0.1:${await freePort()}`;
  const [host = '', port = ''] = address.split(':');
  const child = spawn('glances', ['-w', '-B', host, '-p', port, '--disable-webui'], { stdio: 'ignore' });
  const exit = once(child, 'exit');
  const stop = async () => {
    child.kill();
    await exit;
  };
  for (let second = 0; second < startSeconds && child.exitCode === null; second++) {
    await sleep(1000);
    for (const version of [4, 3]) {
      const url = `http://${address}/api/${version}/processlist`;
      const answer = await fetch(url).catch(() => null);
      if (!answer?.ok) continue;
      return {
        again: async () => ((await (await fetch(url)).json()) as unknown[]).length, // one entry a process
        [Symbol.asyncDispose]: stop,
      };
    }
  }
  await stop();
  return null;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on one
  server.close();
  await once(server, 'close');
  return port;
}
