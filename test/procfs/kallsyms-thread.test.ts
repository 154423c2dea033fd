import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { parseKallsyms } from '../../src/procfs/kallsyms.ts';
import { indexKallsyms } from '../../src/procfs/kallsyms-index.ts';
import { KallsymsThread } from '../../src/procfs/kallsyms-thread.ts';
import { Proc } from '../../src/procfs/proc.ts';
import { addFiles, makeMount } from '../mount.ts';

const symbolsOf = async (kallsyms: string) => new Proc(await makeMount({ kallsyms })).kernelSymbols();

test('what the thread gives is what parsing here gives', async () => {
  const text = 'ffffffff81000010 T startup_64\nffffffff81000000 T _text\nffffffffc0301000 t prog\t[bpf]\n';
  const table = parseKallsyms(Buffer.from(text));
  assert.deepEqual(await symbolsOf(text), { table, index: indexKallsyms(table) });
});

test('this kernel', async () => {
  const { table, index } = await new Proc('/proc').kernelSymbols();
  const here = parseKallsyms(readFileSync('/proc/kallsyms'));
  assert.ok(Buffer.from(here.names).equals(table.names));
  assert.equal(index.byAddress === null, here.addresses === null);
});

test('no such file: this kernel does not list its symbols', async () => {
  const proc = new Proc(await makeMount({}));
  await assert.rejects(proc.kernelSymbols(), { name: 'ProcfsError', reason: 'UNSUPPORTED', message: /^kallsyms: / });
});

test('a file that cannot be read', async () => {
  const proc = new Proc(await makeMount({ kallsyms: { link: 'kallsyms' } }));
  await assert.rejects(proc.kernelSymbols(), { reason: 'FAILED', message: 'kallsyms: ELOOP' });
});

test('a file that is something else', async () => {
  const message = 'kallsyms: line 1, "MemTotal:  16 kB", does not begin with an address';
  await assert.rejects(symbolsOf('MemTotal:  16 kB\n'), { reason: 'MALFORMED', message });
});

test('a file of more than 32 MB', async () => {
  await assert.rejects(symbolsOf('ffffffff81000000 T _text\n'.repeat(1_400_000)), {
    reason: 'TOO_LARGE',
    message: 'kallsyms: larger than procql reads',
  });
});

test('a read that hangs is given up; while it does, no other is begun, and when it ends, all is well', async () => {
  const mount = await makeMount({});
  const path = join(mount, 'kallsyms');
  execFileSync('mkfifo', [path]);
  const thread = new KallsymsThread(path, 100);
  await assert.rejects(thread.read(), { reason: 'TIMEOUT', message: 'kallsyms: no answer within 100 ms' });
  assert.equal(thread.stuck, 1);
  await assert.rejects(thread.read(), { reason: 'TIMEOUT', message: 'kallsyms: an earlier read still hangs' });

  closeSync(openSync(path, constants.O_RDWR | constants.O_NONBLOCK));
  while (thread.stuck > 0) await setImmediate();
  await rm(path);
  await addFiles(mount, { kallsyms: 'ffffffff81000000 T _text\n' });
  const { table } = await new KallsymsThread(path).read();
  assert.equal(table.types.length, 1);
});
