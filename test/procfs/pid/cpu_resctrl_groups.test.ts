import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseResctrlGroups } from '../../../src/procfs/pid/cpu_resctrl_groups.ts';

const parse = (text: string) => parseResctrlGroups(Buffer.from(text));

for (const [situation, text, resource, monitoring] of [
  ['resctrl is not mounted', 'res:\nmon:\n', '', ''],
  ['the default group', 'res:/\nmon:\n', '/', ''],
  ['a group of its own, measured', 'res:p1 x\nmon:m:1\n', 'p1 x', 'm:1'],
] as const) {
  test(situation, () => assert.deepEqual(parse(text), { resource, monitoring }));
}

test('rejects half of it', () => {
  assert.throws(() => parse('res:/\n'), /does not name both groups/);
});
