import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';

interface Page {
  totalCount: number;
  nodes: { pid: number; name: string }[];
  edges: { cursor: string; node: { pid: number } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

async function page(args: string): Promise<Page> {
  const rows = 'totalCount nodes { pid name } edges { cursor node { pid } }';
  const info = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
  const { data, errors } = await ask(`{ processes(${args}) { ${rows} ${info} } }`);
  assert.equal(errors, undefined);
  return (data as { processes: Page }).processes;
}

const pids = async (args: string) => (await page(args)).nodes.map(({ pid }) => pid);

for (const [situation, where, expected] of [
  ['pids, as given, without one that is not there', 'pids: [302, 1, 302, 4711]', [1, 302]],
  ['parent', 'ppid: 300', [301, 302]],
  ['name', 'name: { equals: "sleep" }', [301, 303, 310, 400]],
  ['beginning of the name', 'name: { startsWith: "kw" }', [43]],
  ['part of the name', 'name: { contains: ") R" }', [585]],
  ['command line', 'commandLine: { startsWith: "sh -c sleep" }', [302]],
  ['states', 'states: [STOPPED, ZOMBIE]', [311, 400, 800]],
  ['user names', 'users: ["alice"]', [300, 301, 302, 303]],
  ['user ids', 'uids: [4242, 1000]', [300, 301, 302, 303, 400]],
  ['kernel threads', 'kernelThreads: true', [2, 43]],
  ['memory', 'kernelThreads: false, minResidentBytes: 9000000', [1, 100, 200, 701, 26231]],
  ['two conditions', 'ppid: 300, name: { equals: "sh" }', [302]],
  ['nothing that is so', 'name: { equals: "sleep", startsWith: "x" }', []],
] as const) {
  test(`filtered by ${situation}`, async () => {
    assert.deepEqual(await pids(`where: { ${where} }`), expected);
  });
}

for (const [situation, orderBy, expected] of [
  ['pid, by default', '[]', [300, 301, 302, 303]],
  ['pid, the last first', '[{ by: PID, descending: true }]', [303, 302, 301, 300]],
  ['name, then pid', '[{ by: NAME }]', [300, 302, 301, 303]],
  [
    'name, then pid the other way',
    '[{ by: NAME, descending: true }, { by: PID, descending: true }]',
    [303, 301, 302, 300],
  ],
] as const) {
  test(`ordered by ${situation}`, async () => {
    assert.deepEqual(await pids(`where: { users: ["alice"] }, orderBy: ${orderBy}`), expected);
  });
}

for (const key of ['START_TIME', 'RESIDENT_BYTES', 'CPU_TIME', 'THREAD_COUNT']) {
  test(`ordered by ${key}: ascending is descending the other way round, but for equals, which go by pid`, async () => {
    const { data } = await ask(`{
      up: processes(orderBy: [{ by: ${key} }]) { nodes { pid ...Values } }
      down: processes(orderBy: [{ by: ${key}, descending: true }]) { nodes { pid ...Values } }
    } fragment Values on Process { residentBytes threadCount cpu { totalSeconds } stat { startTicks } }`);
    type Row = {
      pid: number;
      residentBytes: number;
      threadCount: number;
      cpu: { totalSeconds: number };
      stat: { startTicks: number };
    };
    const { up, down } = data as Record<'up' | 'down', { nodes: Row[] }>;
    const value = ({ residentBytes, threadCount, cpu, stat }: Row): number =>
      ({ RESIDENT_BYTES: residentBytes, THREAD_COUNT: threadCount, CPU_TIME: cpu.totalSeconds })[key] ??
      stat.startTicks;
    assert.equal(up.nodes.length, 19);
    assert.ok(
      up.nodes.every(
        (row, at, { [at - 1]: before }) =>
          !before || value(before) < value(row) || (value(before) === value(row) && before.pid < row.pid),
      ),
    );
    assert.ok(
      down.nodes.every(
        (row, at, { [at - 1]: before }) =>
          !before || value(before) > value(row) || (value(before) === value(row) && before.pid < row.pid),
      ),
    );
  });
}

test('every page in turn gives every process once', async () => {
  for (const orderBy of [
    '[]',
    '[{ by: NAME, descending: true }]',
    '[{ by: THREAD_COUNT }, { by: RESIDENT_BYTES, descending: true }]',
  ]) {
    const all = await pids(`orderBy: ${orderBy}`);
    const seen: number[] = [];
    let after: string | null = null;
    for (let hasNextPage = true; hasNextPage; ) {
      const { nodes, pageInfo, totalCount } = await page(
        `orderBy: ${orderBy}, first: 4, after: ${JSON.stringify(after)}`,
      );
      assert.equal(totalCount, all.length);
      assert.equal(pageInfo.hasPreviousPage, after !== null);
      seen.push(...nodes.map(({ pid }) => pid));
      ({ hasNextPage, endCursor: after } = pageInfo);
    }
    assert.deepEqual(seen, all);
  }
});

test('an empty page, and the cursors of another', async () => {
  const none = await page('first: 0');
  assert.deepEqual(none.nodes, []);
  assert.deepEqual(none.pageInfo, { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null });
  const two = await page('first: 2');
  assert.deepEqual(
    [two.pageInfo.startCursor, two.pageInfo.endCursor],
    two.edges.map(({ cursor }) => cursor),
  );
});

for (const [situation, args, message] of [
  [
    'a cursor of another order',
    'orderBy: [{ by: NAME }], after: "WzJd"',
    'after must be a cursor of a list in this order, but was "WzJd"',
  ],
  ['no cursor at all', 'after: "%%%"', 'after must be a cursor of a list in this order, but was "%%%"'],
  ['a negative page', 'first: -1', 'first must be a whole number from 0 to 2147483647, but was -1'],
  ['a pid that cannot be', 'where: { pids: [7, 0] }', 'pids must be a whole number from 1 on, but was 0'],
] as const) {
  test(`refuses ${situation}`, async () => {
    const { data, errors } = await ask(`{ processes(${args}) { totalCount } }`);
    assert.equal(data ?? null, null);
    assert.deepEqual(
      errors?.map(({ message, extensions }) => [message, extensions?.code]),
      [[message, 'BAD_USER_INPUT']],
    );
  });
}
