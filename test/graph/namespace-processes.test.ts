import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { makeMount, statLine } from '../mount.ts';

test('who shares a network namespace', async () => {
  const { data } = await ask('{ process(pid: 701) { namespaces { net { processes { nodes { pid name } } } } } }');
  assert.deepEqual(data, {
    process: {
      namespaces: {
        net: {
          processes: {
            nodes: [
              { pid: 700, name: 'unshare' },
              { pid: 701, name: 'contained' },
            ],
          },
        },
      },
    },
  });
});

test('the namespace of children is that of who is in it', async () => {
  const { data } = await ask(
    '{ process(pid: 700) { namespaces { pidForChildren { processes { nodes { pid } } } pid { processes { totalCount } } } } }',
  );
  assert.deepEqual(data, {
    process: {
      namespaces: { pidForChildren: { processes: { nodes: [{ pid: 701 }] } }, pid: { processes: { totalCount: 16 } } },
    },
  });
});

test('page by page, with what is asked of each process', async () => {
  const page = (after: string) =>
    ask(
      `{ process(pid: 400) { namespaces { user { processes(first: 2${after}) {
         nodes { pid user { id } } totalCount pageInfo { endCursor hasNextPage }
       } } } } }`,
    );
  assert.partialDeepStrictEqual(await page(''), {
    data: {
      process: {
        namespaces: {
          user: {
            processes: {
              nodes: [{ pid: 1 }, { pid: 2, user: { id: 0 } }],
              pageInfo: { endCursor: '2', hasNextPage: true },
            },
          },
        },
      },
    },
  });
  const { data } = await page(', after: "310"');
  assert.match(JSON.stringify(data), /"nodes":\[\{"pid":311,"user":\{"id":0\}\},\{"pid":400,"user":\{"id":4242\}\}\]/);
});

test('what a descriptor leads to', async () => {
  const { data } = await ask(
    '{ process(pid: 26231) { fd(number: 24) { target { ... on Namespace { type processes { totalCount } } } } } }',
  );
  assert.match(JSON.stringify(data), /"type":"net","processes":\{"totalCount":\d+\}/);
});

test('one whose namespace the kernel denies is left out, and the response says so once', async () => {
  const mount = await makeMount({
    '1/stat': statLine(1),
    '1/ns/uts': { link: 'uts:[4026531838]' },
    '2/stat': statLine(2),
    '2/ns/uts': { link: 'uts:[4026531838]' },
    '3/stat': statLine(3),
    '3/ns/uts': 'not a link',
    '4/stat': statLine(4, { 3: 'Z' }),
  });
  const { data, extensions } = await ask(
    '{ processes(where: { pids: [1, 2] }) { nodes { namespaces { uts { processes { nodes { pid } } } } } } }',
    { mount },
  );
  const uts = { processes: { nodes: [{ pid: 1 }, { pid: 2 }] } };
  assert.deepEqual(data, { processes: { nodes: [{ namespaces: { uts } }, { namespaces: { uts } }] } });
  assert.deepEqual(extensions, {
    procfs: { nulls: [{ field: 'Namespace.processes', reason: 'UNSUPPORTED', count: 1 }] },
  });
});

test('this process is in its own namespaces', async () => {
  const { data } = await ask(
    '{ self { process { namespaces { mnt { processes { nodes { pid } } } time { processes { nodes { pid } } } } } } }',
    { mount: '/proc' },
  );
  assert.equal(JSON.stringify(data).split(`{"pid":${process.pid}}`).length, 3);
});

test('a process whose first thread has ended is in the namespaces of those that live', async () => {
  const mount = await makeMount({
    '7/stat': statLine(7, { 3: 'Z', 20: 3 }),
    '7/task/7/none': '',
    '7/task/8/none': 'it is gone by now',
    '7/task/9/ns/net': { link: 'net:[1]' },
    '70/stat': statLine(70, { 3: 'Z' }),
    '71/stat': statLine(71),
    '71/ns/net': { link: 'net:[1]' },
  });
  const { data, extensions } = await ask(
    '{ process(pid: 71) { namespaces { net { processes { nodes { pid } } } } } }',
    { mount },
  );
  assert.deepEqual(data, { process: { namespaces: { net: { processes: { nodes: [{ pid: 7 }, { pid: 71 }] } } } } });
  assert.equal(extensions, undefined);
});
