import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { release } from 'node:os';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ConnectorEvent } from '../../src/procfs/connector.ts';
import { ConnectorThread } from '../../src/procfs/connector-thread.ts';
import { connectorObstacle } from '../connector.ts';
import { resources } from '../live/resources.ts';

/** Without pipes, which would be closed at some later time. */
const quiet = { stdio: 'ignore' } as const;
const skip = connectorObstacle ?? false;
const isRoot = process.getuid?.() === 0;
const child = fileURLToPath(new URL('connector-child.ts', import.meta.url));

/** What is told until all is told that `isLast` asks for. */
async function until(thread: ConnectorThread, isLast: (event: ConnectorEvent) => boolean) {
  const events: ConnectorEvent[] = [];
  let [missed, batches] = [0, 0];
  while (!events.some(isLast)) {
    const received = await thread.receive();
    assert.ok(received);
    events.push(...received.events);
    missed += received.missed;
    batches++;
  }
  return { events, missed, batches };
}

test('a process, from its start to its end', { skip }, async () => {
  const thread = await ConnectorThread.start();
  const { pid } = spawn('sh', ['-c', 'exit 3'], quiet);
  const { events } = await until(thread, (event) => event.what === 'EXIT' && event.pid === pid);
  await thread.stop();
  const own = events.filter((event) => 'pid' in event && event.pid === pid);
  assert.deepEqual(
    own.map(({ what }) => what),
    ['FORK', 'EXEC', 'EXIT'],
  );
  assert.partialDeepStrictEqual(own.at(0), { parentPid: process.pid });
  assert.partialDeepStrictEqual(own.at(-1), { code: 3 << 8, parentPid: process.pid });
  const ages = own.map(({ at }) => Number(process.hrtime.bigint() - at) / 1e9);
  assert.ok(ages.every((age) => age > 0 && age < 60));
});

test('5,000 processes at once: all their ends are told, in few pieces', { skip }, async () => {
  const thread = await ConnectorThread.start();
  const shell = spawn('sh', ['-c', 'i=0; while [ $i -lt 5000 ]; do (exit 7); i=$((i+1)); done'], quiet);
  const { events, missed, batches } = await until(thread, (event) => event.what === 'EXIT' && event.pid === shell.pid);
  await thread.stop();
  // A parent that asks at once may do so before the kernel tells: then the end of its child has no parent.
  const children = new Set<number>();
  let ends = 0;
  for (const event of events) {
    if (event.what === 'FORK' && event.parentPid === shell.pid) children.add(event.pid);
    if (event.what === 'EXIT' && children.delete(event.pid) && event.code === 7 << 8) ends++;
  }
  assert.deepEqual([ends, missed], [5000, 0]);
  assert.ok(batches < 2000, `${batches}`);
});

test('stopped while it waits, it ends at once; a thread that was stopped leaves nothing behind', { skip }, async () => {
  const cycle = async () => {
    const thread = await ConnectorThread.start();
    const receiving = thread.receive();
    const ends = [thread.stop(), thread.stop()];
    assert.equal(await receiving, null);
    await Promise.all(ends);
    assert.equal(await thread.receive(), null);
  };
  await cycle();
  const before = resources();
  for (let count = 0; count < 20; count++) await cycle();
  assert.deepEqual(resources(), before);
});

test('memory of threads that were stopped is not kept', { skip }, async () => {
  const kilobytes = () => Number(/VmSize:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'latin1'))?.[1]);
  const cycle = async () => (await ConnectorThread.start()).stop();
  await cycle();
  const before = kilobytes();
  for (let count = 0; count < 30; count++) await cycle();
  assert.ok(kilobytes() - before < 30_000, `${before} kB became ${kilobytes()} kB`);
});

test('koffi cannot be loaded', () => {
  const hide = `import { registerHooks } from 'node:module'; registerHooks({ resolve(name, context, next) {
    if (name === 'koffi') throw new Error('it is not there');
    return next(name, context);
  } });`;
  const preload = `data:text/javascript,${encodeURIComponent(hide)}`;
  assert.deepEqual(
    JSON.parse(execFileSync(process.execPath, ['--import', preload, child, '0'], { encoding: 'utf8' })),
    {
      reason: 'UNSUPPORTED',
      message: 'the package koffi, which calls the C library, cannot be loaded: it is not there',
    },
  );
});

/** What the child prints that a program starts which changes who or where it is. */
function elsewhere(program: string, ...args: readonly string[]) {
  return JSON.parse(execFileSync(program, [...args, process.execPath, child, '8000'], { encoding: 'utf8' }));
}

const needsRoot = isRoot ? skip : 'to be elsewhere takes root';

test('in another network namespace', { skip: needsRoot }, () => {
  assert.deepEqual(elsewhere('unshare', '--net'), {
    reason: 'UNSUPPORTED',
    message: 'the kernel tells of processes in the initial network namespace, and this server is in another',
  });
});

for (const options of [
  ['--pid', '--fork'],
  ['--user', '--map-root-user'],
]) {
  test(`the kernel does not answer in a namespace of unshare ${options.join(' ')}`, { skip: needsRoot }, () => {
    assert.deepEqual(elsewhere('unshare', ...options), {
      reason: 'UNSUPPORTED',
      message: 'the kernel did not answer: it was built without CONFIG_PROC_EVENTS',
    });
  });
}

test('without CAP_NET_ADMIN the kernel keeps less, or tells nothing; what is lost is counted', {
  skip: needsRoot,
}, () => {
  const { exits, missed, message } = elsewhere('setpriv', '--bounding-set=-net_admin', '--inh-caps=-net_admin');
  const [major = 0, minor = 0] = release().split('.').map(Number);
  if (major < 6 || (major === 6 && minor < 6)) {
    assert.equal(message, 'before Linux 6.6, the kernel tells of processes only to who has CAP_NET_ADMIN');
  } else {
    assert.ok(exits + missed >= 8000, `${exits} arrived, ${missed} did not`);
  }
});
