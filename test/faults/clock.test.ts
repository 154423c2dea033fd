import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { deadlineMs } from '../../src/procfs/batch.ts';
import { makeMount, statLine } from '../mount.ts';
import { Victim } from './victim.ts';

const limits = { timeout: 60_000 };
const preload = ['clock.ts'];
const dayMs = 86_400_000;

for (const [direction, stepMs] of [
  ['forward', dayMs],
  ['back', -dayMs],
] as const) {
  test(
    `the wall clock steps ${direction} by a day: events come at their interval, ids and usage are right`,
    limits,
    async () => {
      await using victim = await Victim.start({ preload });
      const before = await victim.warmUp();
      const ids = `{ process(pid: ${process.pid}) { id startedAt } }`;
      const { data } = await victim.ask(ids);
      const client = createClient({
        url: victim.url.replace('http', 'ws'),
        webSocketImpl: WebSocket,
        retryAttempts: 0,
      });
      const query = `subscription { processStat(pid: ${process.pid}, intervalMs: 200) { totalPercent } }`;
      const events = client.iterate<{ processStat: { totalPercent: number | null } }>({ query });
      await events.next();
      await events.next();

      await victim.tell(`step ${stepMs}`);
      const start = performance.now();
      for (let count = 0; count < 5; count++) {
        const { value } = await events.next();
        const percent = value?.data?.processStat.totalPercent;
        assert.ok(typeof percent === 'number' && percent >= 0 && percent <= 1000, `${percent} %`);
      }
      const elapsedMs = performance.now() - start;
      assert.ok(elapsedMs > 500 && elapsedMs < 10_000, `5 events of 200 ms in ${elapsedMs} ms`);
      assert.deepEqual((await victim.ask(ids)).data, data);
      await client.dispose();
      await victim.isWell(before);
    },
  );
}

test('a target hangs, and the wall clock steps forward by a day: it is left alone all the same', limits, async () => {
  const procfs = await makeMount({ '300/stat': statLine(300) });
  execFileSync('mkfifo', [join(procfs, '300/cmdline')]);
  await using victim = await Victim.start({ args: ['--procfs', procfs], preload });
  const hung = '{ process(pid: 300) { pid commandLine { text } } }';
  const answer = await victim.ask(hung);
  assert.match(JSON.stringify(answer), /"TIMEOUT"/);
  await victim.tell(`step ${dayMs}`);
  const start = performance.now();
  assert.deepEqual(await victim.ask(hung), answer);
  assert.ok(performance.now() - start < deadlineMs, 'it was not waited for again');
});
