import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { type Closable, closable } from '../src/model/closable.ts';
import { openMachine } from '../src/model/machine.ts';
import { ask } from './ask.ts';
import { everythingOfProcess } from './everything.ts';
import { makeMount, statLine } from './mount.ts';
import { watch } from './watch.ts';

const denying = (mount: string, ...deny: Closable[]) => openMachine(mount, { deny, showSecrets: false });

interface Null {
  field: string;
  reason: string;
}

const nullsOf = (extensions: unknown) =>
  (extensions as { procfs?: { nulls: Null[] } } | undefined)?.procfs?.nulls ?? [];

/** A tree in which whatever can be closed, and is no link, is a FIFO: whoever reads it hangs. */
async function trap(): Promise<string> {
  const mount = await makeMount({ '7/stat': statLine(7), '7/task/7/stat': statLine(7) });
  const sockets = ['net/tcp', 'net/unix'];
  const names = 'auxv cmdline environ io stack maps smaps smaps_rollup numa_maps ksm_stat ksm_merging_pages mountinfo';
  const more = 'mountstats patch_state personality seccomp_cache syscall timerslack_ns timers wchan fdinfo/3';
  const paths = [...names.split(' '), ...more.split(' '), ...sockets].map((name) => `7/${name}`);
  for (const path of [...paths, '7/task/7/cmdline', '7/task/7/io', 'kallsyms']) {
    mkdirSync(dirname(join(mount, path)), { recursive: true });
    execFileSync('mkfifo', [join(mount, path)]);
  }
  return mount;
}

test('of all that can be closed, nothing is read when it is: of no field, filter, table or symbol', async () => {
  const machine = await denying(await trap(), ...closable);
  for (const query of [
    `{ process(pid: 7) ${everythingOfProcess} }`,
    '{ process(pid: 7) { threads { nodes { commandLine { text } io { readCalls } } } } }',
    '{ processes(where: { commandLine: { contains: "a" } }) { totalCount } }',
    '{ sockets { totalCount } symbols { totalCount } symbol(name: "schedule") { name } }',
  ]) {
    const { errors, extensions } = await ask(query, { machine });
    assert.equal(errors, undefined);
    const reasons = nullsOf(extensions).map(({ reason }) => reason);
    assert.ok(reasons.includes('DENIED'), query);
    assert.ok(!reasons.includes('TIMEOUT'), query);
  }
  assert.equal(machine.proc.stuckReaders, 0);
});

test('nor for samples', async () => {
  const machine = await denying(await trap(), ...closable);
  await using rows = await watch(
    'subscription { processTable(intervalMs: 50) { rows { pid waitChannel { name } commandLine { text } } } }',
    machine,
  );
  const { errors, extensions } = (await rows.next()) ?? {};
  assert.equal(errors, undefined);
  assert.deepEqual(
    nullsOf(extensions).map(({ field, reason }) => `${field} ${reason}`),
    ['Process.waitChannel DENIED', 'Process.commandLine DENIED'],
  );
  assert.equal(machine.proc.stuckReaders, 0);
});

test('on this machine, every field that is closed says so, and all others answer as before', async () => {
  const query = `{ process(pid: ${process.pid}) { name residentBytes environment { name } io { readCalls } maps { totalCount } } }`;
  const machine = await denying('/proc', 'environment', 'io', 'maps');
  const { data, errors, extensions } = await ask(query, { machine });
  assert.equal(errors, undefined);
  assert.partialDeepStrictEqual(data, { process: { environment: null, io: null, maps: null } });
  const { name, residentBytes } = (data as { process: { name: string; residentBytes: number } }).process;
  assert.ok(name !== '' && residentBytes > 0);
  assert.deepEqual(
    nullsOf(extensions),
    ['environment', 'io', 'maps'].map((name) => ({ field: `Process.${name}`, reason: 'DENIED', count: 1 })),
  );
});

test('descriptors that are closed are told by no socket, pipe, filter or stream either', async () => {
  const machine = await denying('/proc', 'fds');
  const { data, errors, extensions } = await ask(
    `{
      process(pid: ${process.pid}) { fds { totalCount } fd(number: 0) { link } }
      own: sockets(where: { pid: ${process.pid} }) { totalCount }
      sockets(where: { protocols: [UNIX] }) { nodes { holders { number } } }
    }`,
    { machine },
  );
  assert.equal(errors, undefined);
  assert.partialDeepStrictEqual(data, { process: { fds: null, fd: null }, own: { totalCount: 0 } });
  const { nodes } = (data as { sockets: { nodes: { holders: unknown[] }[] } }).sockets;
  assert.ok(nodes.every(({ holders }) => holders.length === 0));
  const said = nullsOf(extensions).filter(({ reason }) => reason === 'DENIED');
  const fields = new Set(said.map(({ field }) => field));
  assert.deepEqual(fields, new Set(['Process.fds', 'Process.fd', 'Query.sockets', 'Socket.holders']));
  await assert.rejects(watch(`subscription { fdLines(pid: ${process.pid}, fd: 0) { event } }`, machine), {
    errors: [
      {
        message: `${process.pid}/fdinfo/0: this server was started with --deny fds`,
        locations: [{ line: 1, column: 16 }],
        path: ['fdLines'],
        extensions: { code: 'DENIED' },
      },
    ],
  });
});

test('an environment that is closed is not read through a descriptor that leads to it', async () => {
  const machine = await denying('/proc', 'environment');
  const fd = openSync('/proc/self/environ', 'r');
  await assert.rejects(watch(`subscription { fdLines(pid: ${process.pid}, fd: ${fd}, last: 9) { event } }`, machine), {
    errors: [
      {
        message: `descriptor ${fd} of process ${process.pid} cannot be followed. It is a file that the kernel makes up when it is read, as those of /proc and /sys.`,
        locations: [{ line: 1, column: 16 }],
        path: ['fdLines'],
        extensions: { code: 'NOT_TAILABLE', obstacle: 'PSEUDO_FILE' },
      },
    ],
  });
  closeSync(fd);
});

test('lines that are closed: nothing is followed, and each descriptor says so', async () => {
  const machine = await denying('/proc', 'fdLines');
  const { data } = await ask(`{ process(pid: ${process.pid}) { fd(number: 0) { tailable tailObstacle } } }`, {
    machine,
  });
  assert.deepEqual(data, { process: { fd: { tailable: false, tailObstacle: 'DENIED' } } });
  await assert.rejects(watch(`subscription { fdLines(pid: ${process.pid}, fd: 0) { event } }`, machine), {
    errors: [
      {
        message: `descriptor 0 of process ${process.pid} cannot be followed. This server was started not to follow any: --deny fdLines.`,
        locations: [{ line: 1, column: 16 }],
        path: ['fdLines'],
        extensions: { code: 'NOT_TAILABLE', obstacle: 'DENIED' },
      },
    ],
  });
});
