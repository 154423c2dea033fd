import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { writerOf } from '../fifo.ts';
import { makeMount, statLine } from '../mount.ts';

const exiting = { 9: 0x400000 | 0x4 };

const fields = 'coreDumpFilter commandLine { text } maps { totalCount } ksm { mergedPages }';

const emptied = { '7/coredump_filter': '', '7/cmdline': '', '7/ksm_merging_pages': '', '7/ksm_stat': '' };

const nulls = [
  { field: 'Process.coreDumpFilter', reason: 'ZOMBIE', count: 1 },
  { field: 'Process.commandLine', reason: 'ZOMBIE', count: 1 },
  { field: 'Process.maps', reason: 'ZOMBIE', count: 1 },
  { field: 'Ksm.mergedPages', reason: 'ZOMBIE', count: 1 },
];

const nothing = { coreDumpFilter: null, commandLine: null, maps: null, ksm: { mergedPages: null } };

test('a process that runs for the last time: what it has given back is null, as of a zombie', async () => {
  const mount = await makeMount({ ...emptied, '7/stat': statLine(7, { 3: 'R', ...exiting }), '7/maps': '' });
  const { data, errors, extensions } = await ask(`{ process(pid: 7) { state ${fields} } }`, { mount });
  assert.equal(errors, undefined);
  assert.deepEqual(data, { process: { state: 'RUNNING', ...nothing } });
  assert.deepEqual(extensions, { procfs: { nulls } });
});

test('a process that ends while its files are read: the same', async () => {
  const mount = await makeMount({ ...emptied, '7/stat': statLine(7) });
  const fifo = join(mount, '7/maps');
  execFileSync('mkfifo', [fifo]);
  const asking = ask(`{ process(pid: 7) { state ${fields} } }`, { mount });
  const writer = await writerOf(fifo);
  writeFileSync(join(mount, '7/stat'), statLine(7, { 3: 'Z', ...exiting }));
  await writer.close();
  const { data, errors, extensions } = await asking;
  assert.equal(errors, undefined);
  assert.deepEqual(data, { process: { state: 'SLEEPING', ...nothing } });
  assert.deepEqual(extensions, { procfs: { nulls } });
});
