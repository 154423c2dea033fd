import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Comparison } from './comparison.ts';
import { serving } from './serving.ts';
import { sleepers } from './sleepers.ts';

const processCount = 2000;

const query = `{ processes { nodes {
  pid name state stat { ppid nice } cpu { userSeconds systemSeconds } residentBytes threadCount startedAt
} } }`;

const columns = 'pid,comm,state,ppid,time,rss,nlwp,lstart,ni';

/** Ten fields of every process over HTTP, from the request to the last byte, and the same by ps from its start to its last byte. */
export const processes: Comparison = {
  name: 'processes',
  what: `ten fields of ${processCount} processes over HTTP, against ps -eo ${columns}`,
  atMost: 0.5,
  peer: 'ps',
  async *runs() {
    await using _sleepers = await sleepers(processCount);
    await using server = await serving();
    const agent = new Agent({ keepAlive: true });
    try {
      for (;;) {
        const [answer, procqlMs] = await timed(() => post(server.url, agent));
        if (JSON.parse(answer).data.processes.nodes.length < processCount) throw new Error('not all were answered');
        const [listing, peerMs] = await timed(list);
        if (listing.split('\n').length < processCount) throw new Error('not all were listed');
        yield { procqlMs, peerMs };
      }
    } finally {
      agent.destroy();
    }
  },
};

async function timed<T>(work: () => Promise<T>): Promise<[result: T, ms: number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}

function list(): Promise<string> {
  return text(spawn('ps', ['-eo', columns], { stdio: ['ignore', 'pipe', 'inherit'] }).stdout);
}

async function post(url: string, agent: Agent): Promise<string> {
  const posted = request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json' } });
  posted.end(JSON.stringify({ query }));
  const [response] = await once(posted, 'response');
  return text(response);
}
