import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Op } from '../../src/procfs/batch.ts';
import { ProcfsError } from '../../src/procfs/error.ts';
import type { Group } from '../../src/procfs/group.ts';
import { Proc } from '../../src/procfs/proc.ts';
import { makeMount } from '../mount.ts';

const mount = await makeMount({
  '7/stat': 'a stat',
  '7/comm': 'a comm',
  '7/environ': 'an environ',
  '7/exe': { link: '/bin/x' },
  kallsyms: 'ffffffff81000000 T start\n',
});

const denial = (path: string) =>
  /environ|kallsyms|fd/.test(path) ? new ProcfsError('DENIED', `${path} is denied`) : undefined;

function guarded(closes = true): Proc {
  const proc = new Proc(mount);
  proc.guardWith({
    denial: closes ? denial : null,
    shown: (path, bytes) => Buffer.from(`${path}: ${bytes}`),
  });
  return proc;
}

async function answersOf(proc: Proc, groups: readonly Group[]) {
  const all: string[][] = [];
  await proc.readGroups(groups, (index, answers) => {
    all[index] = answers.map((answer) => (answer instanceof ProcfsError ? answer.message : `${answer}`));
  });
  return all;
}

const stat = { op: Op.show, path: '7/stat' };
const environ = { op: Op.read, path: '7/environ' };
const exe = { op: Op.link, path: '7/exe' };

test('answers stand where they were asked for, with what is denied among them', async () => {
  const groups = [
    { reads: [stat, environ, exe, { op: Op.read, path: '7/comm' }], pinned: true },
    { reads: [environ], pinned: false },
    { reads: [], pinned: false },
    { reads: [exe, stat], pinned: false },
  ];
  assert.deepEqual(await answersOf(guarded(), groups), [
    ['7/stat: a stat', '7/environ is denied', '/bin/x', '7/comm: a comm'],
    ['7/environ is denied'],
    [],
    ['/bin/x', '7/stat: a stat'],
  ]);
});

test('where nothing is denied, contents go through the same place', async () => {
  const groups = [{ reads: [stat, environ, exe], pinned: true }];
  assert.deepEqual(await answersOf(guarded(false), groups), [['7/stat: a stat', '7/environ: an environ', '/bin/x']]);
});

test('what is denied is not opened, and its symbols are not read', async () => {
  const denied = { name: 'ProcfsError', reason: 'DENIED' };
  const stats = { mode: 0, links: 1, inode: 1n, device: 1n, rdev: 0n, size: 0n, uid: 0 };
  await assert.rejects(guarded().open('7/fd/1', stats), denied);
  await assert.rejects(guarded().kernelSymbols(), denied);
  await assert.rejects(guarded().read('7/environ'), denied);
  await assert.doesNotReject(guarded(false).kernelSymbols());
});
