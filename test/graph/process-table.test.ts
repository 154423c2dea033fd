import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Shell } from '../live/shell.ts';
import { makeMount, statLine } from '../mount.ts';
import { watch } from '../watch.ts';

const limits = { timeout: 20_000 };

interface Row {
  pid: number;
  name: string;
}

interface Table {
  whole: boolean;
  rows: Row[];
  left: string[];
  order: string[] | null;
}

async function follow(args: string, mount?: string, fields = 'pid name') {
  const events = await watch(
    `subscription { processTable(intervalMs: 50${args}) { whole rows { ${fields} } left order totalCount states { state count } system { runningTasks forks } } }`,
    mount,
  );
  const next = async () => (await events.next())?.data?.processTable as Table;
  return { events, next };
}

test('all rows, then a new one, then what changes in it, then that it left', limits, async () => {
  const { events, next } = await follow('');
  await using _ = events;
  const first = await next();
  assert.deepEqual([first.whole, first.left], [true, []]);
  assert.ok(first.rows.some(({ pid }) => pid === process.pid));
  assert.equal(first.order?.length, first.rows.length);
  await using shell = new Shell();
  const until = async (isIt: (table: Table) => boolean) => {
    for (;;) {
      const event = await next();
      assert.equal(event.whole, false);
      if (isIt(event)) return event;
    }
  };
  const isShell = ({ pid, name }: Row) => pid === shell.pid && name === 'sh';
  const come = await until(({ rows }) => rows.some(isShell));
  const id = come.order?.find((id) => id.includes(`:${shell.pid}:`)) ?? assert.fail();
  shell.start('exec sleep 1000');
  await until(({ rows }) => rows.some(({ pid, name }) => pid === shell.pid && name === 'sleep'));
  await shell[Symbol.asyncDispose]();
  await until(({ left }) => left.includes(id));
});

test('of the first rows in an order, one that falls behind leaves', limits, async () => {
  const tree = {
    '7/stat': statLine(7, { 24: 100 }),
    '8/stat': statLine(8, { 24: 200 }),
    '9/stat': statLine(9, { 24: 50 }),
  };
  const mount = await makeMount({ ...tree, stat: 'cpu 1 2 3 4\nprocesses 5\nprocs_running 1\n' });
  const { events, next } = await follow(', first: 2, orderBy: [{ by: RESIDENT_BYTES, descending: true }]', mount);
  await using _ = events;
  const id = (pid: number) => `Process:00000000-0000-4000-8000-000000000000:${pid}:283163`;
  const first = await next();
  assert.deepEqual(first, {
    whole: true,
    rows: [
      { pid: 7, name: 'sleep' },
      { pid: 8, name: 'sleep' },
    ],
    left: [],
    order: [id(8), id(7)],
    totalCount: 3,
    states: [{ state: 'SLEEPING', count: 3 }],
    system: { runningTasks: 1, forks: null },
  });
  assert.partialDeepStrictEqual(await next(), { whole: false, left: [], order: null, system: { forks: 0 } });
});

test('a row whose selected fields have not changed is left out, and so is why they are null', limits, async () => {
  const mount = await makeMount({ '7/stat': statLine(7) });
  await using events = await watch(
    'subscription { processTable(intervalMs: 50) { a: rows { environment { name } } b: rows { pid } } }',
    mount,
  );
  assert.deepEqual(await events.next(), {
    data: { processTable: { a: [{ environment: null }], b: [{ pid: 7 }] } },
    extensions: { procfs: { nulls: [{ field: 'Process.environment', reason: 'UNSUPPORTED', count: 1 }] } },
  });
  assert.deepEqual(await events.next(), { data: { processTable: { a: [], b: [] } } });
});

test('each event says why anything but a row is null, and what a filter could not judge', limits, async () => {
  const mount = await makeMount({
    '7/stat': statLine(7),
    '7/cmdline': 'a\0',
    '8/stat': statLine(8),
    '8/cmdline/x': 'b',
  });
  await using events = await watch(
    `subscription { processTable(intervalMs: 50, where: { commandLine: { contains: "a" } }) {
      rows { environment { name } } system { pressure { irq { full { stalledPercent } } } }
    } }`,
    mount,
  );
  const system = { pressure: { irq: null } };
  const filter = { field: 'ProcessFilter.commandLine', reason: 'FAILED', count: 1 };
  const row = { field: 'Process.environment', reason: 'UNSUPPORTED', count: 1 };
  const irq = { field: 'SystemPressure.irq', reason: 'UNSUPPORTED', count: 1 };
  assert.deepEqual(await events.next(), {
    data: { processTable: { rows: [{ environment: null }], system } },
    extensions: { procfs: { nulls: [filter, irq, row] } },
  });
  assert.deepEqual(await events.next(), {
    data: { processTable: { rows: [], system } },
    extensions: { procfs: { nulls: [filter, irq] } },
  });
});

for (const [situation, args, selection] of [
  ['too short an interval', 'intervalMs: 49', 'rows { pid }'],
  ['a negative number of rows', 'first: -1', 'rows { pid }'],
  ['what is expensive of all', '', 'rows { memory { rollup { residentBytes } } }'],
] as const) {
  test(`${situation} is refused`, async () => {
    const refused = watch(`subscription { processTable${args && `(${args})`} { ${selection} } }`);
    await assert.rejects(refused, (result: { errors?: [{ extensions: object; path: string[] }] }) => {
      assert.partialDeepStrictEqual(result.errors?.[0], {
        extensions: { code: 'BAD_USER_INPUT' },
        path: ['processTable'],
      });
      return true;
    });
  });
}
