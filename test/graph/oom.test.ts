import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';

test('one that would be killed early', async () => {
  const { data } = await ask('{ process(pid: 600) { oom { scoreAdjustment legacyAdjustment } } }');
  assert.deepEqual(data, { process: { oom: { scoreAdjustment: 500, legacyAdjustment: 8 } } });
});

test('one that is never killed', async () => {
  const { data } = await askProcess('oom { score scoreAdjustment }', { oom_score: '0\n', oom_score_adj: '-1000\n' });
  assert.deepEqual(data, { process: { oom: { score: 0, scoreAdjustment: -1000 } } });
});

test('one of the two files is not there', async () => {
  const { data } = await askProcess('oom { score scoreAdjustment }', { oom_score: '666\n' });
  assert.deepEqual(data, { process: { oom: { score: 666, scoreAdjustment: null } } });
});
