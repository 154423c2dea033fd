import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCgroup } from '../../../src/procfs/pid/cgroup.ts';

const parse = (text: string) =>
  parseCgroup(Buffer.from(text, 'latin1')).map((group) => ({ ...group, path: group.path.toString('latin1') }));

test('both versions side by side', () => {
  assert.deepEqual(parse('9:name=systemd:/\n2:cpu,cpuacct:/docker/35d4\n0::/user.slice\n'), [
    { hierarchy: 9, controllers: ['name=systemd'], path: '/', deleted: false },
    { hierarchy: 2, controllers: ['cpu', 'cpuacct'], path: '/docker/35d4', deleted: false },
    { hierarchy: 0, controllers: [], path: '/user.slice', deleted: false },
  ]);
});

for (const [situation, printed, path, deleted] of [
  ['colons and spaces', '/a:b c', '/a:b c', false],
  ['a removed group', '/dz (deleted)', '/dz', true],
  ['a group outside of the namespace', '/../..', '/../..', false],
  ['bytes that are not UTF-8', '/\xff', '/\xff', false],
] as const) {
  test(situation, () => assert.deepEqual(parse(`0::${printed}\n`), [{ hierarchy: 0, controllers: [], path, deleted }]));
}

test('a group of version 1 that is called like a removed one: of those, none is said to be', () => {
  const path = '/old (deleted)';
  assert.deepEqual(parse(`1:cpu:${path}\n`), [{ hierarchy: 1, controllers: ['cpu'], path, deleted: false }]);
});

for (const [situation, text, message] of [
  ['one colon', '0:/\n', /"0:\/" is not three fields/],
  ['no number', 'x:cpu:/\n', /"hierarchy" is "x", not a whole number/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text), message));
}
