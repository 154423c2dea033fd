import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { EventFilter } from '../../src/live/event-filter.ts';
import type { ProcessEvent, ProcessEventKind } from '../../src/live/process-event.ts';
import { openMachine } from '../../src/model/machine.ts';
import { Operation } from '../../src/model/operation.ts';
import type { ProcessFilter } from '../../src/model/process-filter.ts';
import { addFiles, makeMount, statLine } from '../mount.ts';

const mount = await makeMount({});
const machine = await openMachine(mount);

/** An event, and the name that its process has by then: null if it is gone. It may be `GONE` or a `ZOMBIE` once it is judged. */
type Told = readonly [
  kind: ProcessEventKind,
  pid: number,
  name: string | null,
  parentPid?: number,
  later?: 'GONE' | 'ZOMBIE',
];

/** What a filter chooses of what is told one after the other, on a machine that has shells, pids 300 and 301. */
async function chosen(where: ProcessFilter, kinds: readonly ProcessEventKind[] | null, ...batches: Told[][]) {
  await rm(mount, { recursive: true });
  await addFiles(mount, { '300/stat': statLine(300, { 2: '(bash)' }), '300/cmdline': 'bash\0-i\0' });
  await addFiles(mount, { '301/stat': statLine(301, { 2: '(zsh)' }), '301/cmdline': 'zsh\0' });
  const filter = new EventFilter(kinds, where);
  await filter.begin(new Operation(machine));
  const names: string[] = [];
  for (const batch of batches) {
    for (const [, pid, name] of batch) {
      await rm(join(mount, `${pid}`), { recursive: true, force: true });
      if (name !== null) await addFiles(mount, { [`${pid}/stat`]: statLine(pid, { 2: `(${name})` }) });
      if (name !== null) await addFiles(mount, { [`${pid}/cmdline`]: `${name}\0` });
    }
    const operation = new Operation(machine);
    const processes = batch.map(([, pid]) => operation.process(pid));
    await operation.load(processes, ['stat']);
    for (const [, pid, , , later] of batch) {
      if (later === 'GONE') await rm(join(mount, `${pid}`), { recursive: true });
      if (later === 'ZOMBIE')
        await addFiles(mount, { [`${pid}/stat`]: statLine(pid, { 3: 'Z' }), [`${pid}/cmdline`]: '' });
    }
    const events = batch.map(([kind, pid, name, parentPid = 300]): ProcessEvent => {
      const process = name === null ? null : operation.process(pid);
      return { kind, pid, name, process, parentPid, source: 'SAMPLED', at: new Date(), exit: null, user: null };
    });
    names.push(...(await filter.chosen(events, operation)).map(({ kind, pid }) => `${kind} ${pid}`));
  }
  return names;
}

const life: Told[][] = [[['STARTED', 400, 'bash']], [['EXECUTED', 400, 'ls']], [['EXITED', 400, null]]];

test('all, if nothing is given', async () => {
  assert.deepEqual(await chosen({}, null, ...life), ['STARTED 400', 'EXECUTED 400', 'EXITED 400']);
  assert.deepEqual(await chosen({ name: null, pids: null }, null, ...life), [
    'STARTED 400',
    'EXECUTED 400',
    'EXITED 400',
  ]);
});

test('kinds', async () => {
  assert.deepEqual(await chosen({}, ['EXITED'], ...life), ['EXITED 400']);
  assert.deepEqual(await chosen({}, [], ...life), []);
});

test('kinds that are not told count for the filter', async () => {
  assert.deepEqual(await chosen({ name: { equals: 'ls' } }, ['EXITED'], ...life), ['EXITED 400']);
});

test('a process is judged at each event, and its exit as it was judged before', async () => {
  assert.deepEqual(await chosen({ name: { equals: 'ls' } }, null, ...life), ['EXECUTED 400', 'EXITED 400']);
  assert.deepEqual(await chosen({ name: { equals: 'bash' } }, null, ...life), ['STARTED 400']);
});

test('by what is read of each: a zombie has no command line, but had one', async () => {
  const where = { commandLine: { contains: 'ls' } };
  assert.deepEqual(await chosen(where, null, ...life), ['EXECUTED 400', 'EXITED 400']);
});

test('a process that was there before', async () => {
  const end: Told[] = [['EXITED', 300, null, 1]];
  assert.deepEqual(await chosen({ commandLine: { contains: '-i' } }, null, end), ['EXITED 300']);
  assert.deepEqual(await chosen({ commandLine: { contains: 'zsh' } }, null, end), []);
});

test('a process that is gone before it could be judged counts as its parent did', async () => {
  const short = (parent: number): Told[] => [
    ['STARTED', 400, null, parent],
    ['EXECUTED', 400, null, parent],
    ['EXITED', 400, null, parent],
  ];
  const where = { name: { equals: 'bash' } };
  assert.deepEqual(await chosen(where, null, short(300)), ['STARTED 400', 'EXECUTED 400', 'EXITED 400']);
  assert.deepEqual(await chosen(where, null, short(301)), []);
});

for (const later of ['GONE', 'ZOMBIE'] as const) {
  test(`a process that is ${later.toLowerCase()} while it is judged counts as before, at first as its parent did`, async () => {
    const short = (parent: number, name: string): Told[][] => [
      [['STARTED', 400, name, parent, later]],
      [['EXITED', 400, null, parent]],
    ];
    const where = { commandLine: { contains: '-i' } };
    assert.deepEqual(await chosen(where, null, ...short(300, 'bash')), ['STARTED 400', 'EXITED 400']);
    assert.deepEqual(await chosen(where, null, ...short(301, 'bash')), []);
    const executed: Told = ['EXECUTED', 300, 'ls', 1, later];
    assert.deepEqual(await chosen(where, null, [executed], [['EXITED', 300, null, 1]]), ['EXECUTED 300', 'EXITED 300']);
    assert.deepEqual(await chosen({ ...where, name: { equals: 'bash' } }, null, [executed]), [], 'its name was read');
  });
}

test('its pid and its parent are known even then', async () => {
  const short: Told[] = [
    ['STARTED', 400, null, 300],
    ['EXITED', 400, null, 300],
    ['EXITED', 401, null, 301],
  ];
  assert.deepEqual(await chosen({ ppid: 300 }, null, short), ['STARTED 400', 'EXITED 400']);
  assert.deepEqual(await chosen({ pids: [401] }, null, short), ['EXITED 401']);
  assert.deepEqual(await chosen({ ppid: 300, name: { equals: 'bash' } }, null, short), ['STARTED 400', 'EXITED 400']);
});

test('a successor of the pid is judged anew', async () => {
  const again: Told[] = [['STARTED', 400, 'zsh', 301]];
  assert.deepEqual(await chosen({ name: { equals: 'ls' } }, null, ...life, again), ['EXECUTED 400', 'EXITED 400']);
});
