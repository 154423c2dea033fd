import assert from 'node:assert/strict';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'graphql';
import { execute } from '../../src/execute.ts';
import { openMachine } from '../../src/model/machine.ts';
import { Operation } from '../../src/model/operation.ts';
import { schema } from '../../src/schema.ts';
import { ask } from '../ask.ts';
import { addFiles, makeMount, statLine } from '../mount.ts';
import { watch } from '../watch.ts';

const limits = { timeout: 20_000 };

const stat = (user: number, idle: number, ctxt: number) =>
  `cpu  ${user} 0 0 ${idle} 0 0 0 0 0 0\ncpu2 ${user} 0 0 ${idle} 0 0 0 0 0 0\nctxt ${ctxt}\nbtime 1700000000\n`;
const stall = (total: number) => `avg10=1.50 avg60=2.50 avg300=3.50 total=${total}\n`;

test('asked once: what is, and no difference', async () => {
  const mount = await makeMount({
    stat: `${stat(1, 2, 3)}procs_running 4\nprocs_blocked 1\n`,
    uptime: '3000.25 1.00\n',
    loadavg: '0.02 10.12 0.08 1/88 4072\n',
  });
  const answer = await ask(
    `{ system {
      elapsedMs uptimeSeconds runningTasks blockedTasks taskCount contextSwitches
      cpu { number userPercent } cpus { number busyPercent } loadAverage { oneMinute fiveMinutes fifteenMinutes }
    } }`,
    { mount },
  );
  assert.deepEqual(answer, {
    data: {
      system: {
        elapsedMs: null,
        uptimeSeconds: 3000.25,
        runningTasks: 4,
        blockedTasks: 1,
        taskCount: 88,
        contextSwitches: null,
        cpu: { number: null, userPercent: null },
        cpus: [{ number: 2, busyPercent: null }],
        loadAverage: { oneMinute: 0.02, fiveMinutes: 10.12, fifteenMinutes: 0.08 },
      },
    },
  });
});

test('events: what is, at once, and then what changed', limits, async () => {
  const mount = await makeMount({ stat: stat(100, 200, 1000), 'pressure/io': `full ${stall(7000)}` });
  await using events = await watch(
    `subscription { systemStat(intervalMs: 50) {
      elapsedMs contextSwitches cpu { userPercent idlePercent } cpus { number busyPercent }
      pressure { io { full { stalledPercent tenSecondsPercent oneMinutePercent fiveMinutesPercent totalMicroseconds } } }
    } }`,
    mount,
  );
  const averages = { tenSecondsPercent: 1.5, oneMinutePercent: 2.5, fiveMinutesPercent: 3.5 };
  assert.deepEqual(await events.next(), {
    data: {
      systemStat: {
        elapsedMs: null,
        contextSwitches: null,
        cpu: { userPercent: null, idlePercent: null },
        cpus: [{ number: 2, busyPercent: null }],
        pressure: { io: { full: { stalledPercent: null, ...averages, totalMicroseconds: 7000 } } },
      },
    },
  });
  await addFiles(mount, { next: stat(125, 275, 1700) });
  await rename(join(mount, 'next'), join(mount, 'stat')); // at no moment is there half of it
  for (;;) {
    const event = await events.next();
    assert.ok(event?.data?.systemStat);
    const { elapsedMs, ...rest } = event.data.systemStat as { elapsedMs: number; contextSwitches: number };
    assert.ok(elapsedMs > 0);
    if (rest.contextSwitches === 0) continue;
    assert.deepEqual(rest, {
      contextSwitches: 700,
      cpu: { userPercent: 25, idlePercent: 75 },
      cpus: [{ number: 2, busyPercent: 25 }],
      pressure: { io: { full: { stalledPercent: 0, ...averages, totalMicroseconds: 7000 } } },
    });
    return;
  }
});

const sizes = 'totalBytes freeBytes usedBytes';
const memory = `{ system { memory { ${sizes} availableBytes cachedBytes committedBytes } swap { ${sizes} } } }`;

test('memory and swap', async () => {
  const meminfo = `MemTotal: 1000 kB\nMemFree: 100 kB\nMemAvailable: 700 kB\nCached: 500 kB\nCommitted_AS: 18014398509481983 kB
SwapTotal: 50 kB\nSwapFree: 20 kB\n`;
  assert.deepEqual(await ask(memory, { mount: await makeMount({ meminfo }) }), {
    data: {
      system: {
        memory: {
          totalBytes: 1024000,
          freeBytes: 102400,
          usedBytes: 307200,
          availableBytes: 716800,
          cachedBytes: 512000,
          committedBytes: '18446744073709550592',
        },
        swap: { totalBytes: 51200, freeBytes: 20480, usedBytes: 30720 },
      },
    },
  });
});

test('an old kernel, and a container that has more available than there is: not known, with the reason', async () => {
  for (const meminfo of ['MemTotal: 10 kB\n', 'MemTotal: 10 kB\nMemAvailable: 11 kB\n']) {
    const answer = await ask('{ system { memory { totalBytes usedBytes } } }', { mount: await makeMount({ meminfo }) });
    assert.deepEqual(answer, {
      data: { system: { memory: { totalBytes: 10240, usedBytes: null } } },
      extensions: { procfs: { nulls: [{ field: 'SystemMemory.usedBytes', reason: 'UNSUPPORTED', count: 1 }] } },
    });
  }
});

test('a kernel that measures no pressure, and one that measures some', async () => {
  const query =
    '{ system { pressure { cpu { some { totalMicroseconds } full { totalMicroseconds } } irq { __typename } } } }';
  const mount = await makeMount({ 'pressure/cpu': `some ${stall(5)}full ${stall(0)}` });
  const without = { field: 'SystemPressure.irq', reason: 'UNSUPPORTED', count: 1 };
  assert.deepEqual(await ask(query, { mount }), {
    data: { system: { pressure: { cpu: { some: { totalMicroseconds: 5 }, full: null }, irq: null } } },
    extensions: { procfs: { nulls: [{ ...without, field: 'Pressure.full' }, without] } },
  });
  assert.deepEqual(await ask(query, { mount: await makeMount({}) }), {
    data: { system: { pressure: { cpu: null, irq: null } } },
    extensions: { procfs: { nulls: [{ ...without, field: 'SystemPressure.cpu' }, without] } },
  });
});

test('only what is asked for is read, and once for all who ask', async () => {
  const mount = await makeMount({ stat: stat(1, 2, 3), '7/stat': statLine(7), loadavg: '1.00 1.00 1.00 1/88 4072\n' });
  const operation = new Operation(await openMachine(mount));
  const document = parse('{ system { cpus { number } } process(pid: 7) { startedAt } }');
  const { data, extensions } = await execute({ schema, document, contextValue: { operation } });
  assert.ok(data?.process);
  assert.equal(extensions, undefined);
  assert.equal(operation.table('bootTime'), operation.table('systemStat').btime);
  assert.throws(() => operation.table('loadavg'), /was not loaded/);
  assert.throws(() => operation.table('meminfo'), /was not loaded/);
});

test('too short an interval', async () => {
  const refused = watch('subscription { systemStat(intervalMs: 49) { elapsedMs } }');
  await assert.rejects(refused, (result: { errors?: [object] }) => {
    assert.partialDeepStrictEqual(result.errors?.[0], { extensions: { code: 'BAD_USER_INPUT' }, path: ['systemStat'] });
    return true;
  });
});
