import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visibility } from '../../src/model/visibility.ts';
import { Proc } from '../../src/procfs/proc.ts';
import { makeMount } from '../mount.ts';

const status = (capEff: string) =>
  `Name:\tnode\nState:\tR (running)\nTgid:\t7\nPid:\t7\nPPid:\t1\nUid:\t7\t8\t9\t10\nThreads:\t1\nCapEff:\t${capEff}\n`;
const privileged = status('0000000400000000');
const ordinary = status('0000000000000000');

async function seen(files: Record<string, string>) {
  return visibility(new Proc(await makeMount(files)));
}

test('the processes of the mount, and as whom it is read', async () => {
  const { processCount, guardedCount, uid } = await seen({ '1/stat': '', '20/fd/0': '', 'self/status': ordinary });
  assert.deepEqual({ processCount, guardedCount, uid }, { processCount: 2, guardedCount: 0, uid: 8 });
});

test('a mount that does not show who reads it', async () => {
  assert.equal((await seen({ '1/stat': '' })).uid, null);
});

for (const [restrict, paranoid, self, hidden] of [
  ['0', '1', ordinary, null],
  ['0', '2', ordinary, 'perf_event_paranoid=2'],
  ['0', '2', privileged, null],
  ['1', '1', ordinary, 'kptr_restrict=1'],
  ['1', '4', privileged, null],
  ['2', '-1', privileged, 'kptr_restrict=2'],
] as const) {
  const who = self === privileged ? 'with CAP_SYSLOG' : 'without CAP_SYSLOG';
  test(`symbol addresses, kptr_restrict ${restrict}, perf_event_paranoid ${paranoid}, ${who}`, async () => {
    const { addressesHiddenBy } = await seen({
      'self/status': self,
      'sys/kernel/kptr_restrict': `${restrict}\n`,
      'sys/kernel/perf_event_paranoid': `${paranoid}\n`,
    });
    assert.equal(addressesHiddenBy, hidden);
  });
}
