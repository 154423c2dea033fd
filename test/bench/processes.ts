import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Comparison, Row } from './comparison.ts';
import { serving } from './serving.ts';
import { sleepers } from './sleepers.ts';

const processCount = 2000;

const query = `{ processes { nodes {
  pid name state stat { ppid nice } cpu { userSeconds systemSeconds } residentBytes threadCount startedAt
} } }`;

const columns = 'pid,comm,state,ppid,time,rss,nlwp,lstart,ni';

const row: Row = {
  what: `ten fields of ${processCount} processes over HTTP, from the request to the last byte`,
  unit: 'ms',
  peer: `ps -eo ${columns}`,
  atMost: { share: 0.5 },
};

/** A list over HTTP, and the same by ps from its start to its last byte. */
export const processes: Comparison = {
  name: 'processes',
  programs: ['ps'],
  warmUps: 12, // a server is measured as it is after a while, when its code has been compiled
  countedRuns: 9,
  async *runs() {
    await using _sleepers = await sleepers(processCount);
    await using server = await serving();
    const agent = new Agent({ keepAlive: true });
    try {
      for (;;) {
        const [answer, procql] = await timed(() => post(server.url, agent));
        if (JSON.parse(answer).data.processes.nodes.length < processCount) throw new Error('not all were answered');
        const [listing, peer] = await timed(list);
        if (listing.split('\n').length < processCount) throw new Error('not all were listed');
        yield [{ row, procql, peer }];
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
