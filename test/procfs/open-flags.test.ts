import assert from 'node:assert/strict';
import { constants } from 'node:fs';
import { test } from 'node:test';
import { openFlags } from '../../src/procfs/open-flags.ts';

for (const [situation, flags, access, names] of [
  ['a file to read', 0o100000, 'O_RDONLY', ['O_LARGEFILE']],
  ['a log', 0o2102001, 'O_WRONLY', ['O_APPEND', 'O_LARGEFILE', 'O_CLOEXEC']],
  ['a socket', 0o4002, 'O_RDWR', ['O_NONBLOCK']],
  ['a directory to look below, not to read', 0o12200000, null, ['O_DIRECTORY', 'O_CLOEXEC', 'O_PATH']],
  ['a device that is only controlled', 0o3, null, []],
  ['O_SYNC holds the bit of O_DSYNC', 0o4010001, 'O_WRONLY', ['O_SYNC']],
  ['O_DSYNC alone', 0o10001, 'O_WRONLY', ['O_DSYNC']],
  ['O_TMPFILE holds the bit of O_DIRECTORY', 0o20200002, 'O_RDWR', ['O_TMPFILE']],
  ['a bit without a name', 0o40, 'O_RDONLY', []],
] as const) {
  test(situation, () => assert.deepEqual(openFlags(flags, 'x64'), { access, names }));
}

test('four bits mean something else to arm64', () => {
  assert.deepEqual(openFlags(0o740000, 'arm64').names, ['O_DIRECT', 'O_LARGEFILE', 'O_DIRECTORY', 'O_NOFOLLOW']);
  assert.deepEqual(openFlags(0o400000, 'arm64').names, ['O_LARGEFILE']);
  assert.deepEqual(openFlags(0o400000, 'ppc64').names, ['O_DIRECT']);
});

test('the names that Node knows, on this machine', () => {
  for (const name of [
    'O_APPEND',
    'O_DIRECT',
    'O_DIRECTORY',
    'O_NOFOLLOW',
    'O_NONBLOCK',
    'O_NOATIME',
    'O_SYNC',
  ] as const) {
    assert.deepEqual(openFlags(constants[name]).names, [name]);
  }
});
