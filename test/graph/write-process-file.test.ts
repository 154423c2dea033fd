import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openMachine } from '../../src/model/machine.ts';
import { parseStat } from '../../src/procfs/pid/stat.ts';
import { act, predecessor, sleeper, starttimeOf } from '../act.ts';

const machine = await openMachine('/proc');
const fileOf = (pid: number, name: string) => readFileSync(`/proc/${pid}/${name}`, 'utf8').trim();

const setOomScoreAdj = (id: string, value: number) =>
  act(
    `mutation ($id: ID!, $value: Int!) {
      setOomScoreAdj(id: $id, value: $value) {
        __typename
        ... on ProcessActed { process { oom { scoreAdjustment } } }
        ... on InvalidValue { argument message }
      }
    }`,
    { machine, variables: { id, value } },
  );

const setCoredumpFilter = (id: string, kinds: string[]) =>
  act(
    `mutation ($id: ID!, $kinds: [DumpedMemory!]!) {
      setCoredumpFilter(id: $id, kinds: $kinds) {
        __typename
        ... on ProcessActed { process { coreDumpFilter } }
        ... on InvalidValue { argument }
        ... on ActFailed { message }
      }
    }`,
    { machine, variables: { id, kinds } },
  );

test('oom_score_adj is written', async () => {
  const { pid, id } = sleeper(machine);
  const { data } = await setOomScoreAdj(id, 432);
  const process = { oom: { scoreAdjustment: 432 } };
  assert.deepEqual(data, { setOomScoreAdj: { __typename: 'ProcessActed', process } });
  assert.equal(fileOf(pid, 'oom_score_adj'), '432');
});

test('1001 is no oom_score_adj', async () => {
  const { data } = await setOomScoreAdj(sleeper(machine).id, 1001);
  const message = 'value must be a whole number from -1000 to 1000, but was 1001';
  assert.deepEqual(data, { setOomScoreAdj: { __typename: 'InvalidValue', argument: 'value', message } });
});

test('coredump_filter is written: some kinds, and none', async () => {
  const { pid, id } = sleeper(machine);
  const kinds = ['FILE_PRIVATE', 'ELF_HEADERS'];
  const { data, log } = await setCoredumpFilter(id, kinds);
  assert.deepEqual(data, { setCoredumpFilter: { __typename: 'ProcessActed', process: { coreDumpFilter: kinds } } });
  assert.equal(fileOf(pid, 'coredump_filter'), '00000014');
  assert.match(log[0] ?? '', /: coredump_filter \[FILE_PRIVATE, ELF_HEADERS\] for process \d+ \(.*\): done$/);
  await setCoredumpFilter(id, []);
  assert.equal(fileOf(pid, 'coredump_filter'), '00000000');
});

test('a kind that procql does not know cannot be chosen', async () => {
  const { data } = await setCoredumpFilter(sleeper(machine).id, ['UNKNOWN']);
  assert.deepEqual(data, { setCoredumpFilter: { __typename: 'InvalidValue', argument: 'kinds' } });
});

test('a pid that had another process: that is gone, and the one that has it now is as it was', async () => {
  const sleep = sleeper(machine);
  const before = ['oom_score_adj', 'coredump_filter'].map((name) => fileOf(sleep.pid, name));
  const oom = await setOomScoreAdj(predecessor(sleep), 777);
  const filter = await setCoredumpFilter(predecessor(sleep), ['ELF_HEADERS', 'DAX_SHARED']);
  assert.deepEqual(oom.data, { setOomScoreAdj: { __typename: 'ProcessGone' } });
  assert.deepEqual(filter.data, { setCoredumpFilter: { __typename: 'ProcessGone' } });
  assert.deepEqual(
    ['oom_score_adj', 'coredump_filter'].map((name) => fileOf(sleep.pid, name)),
    before,
  );
});

test('a kernel thread has no memory to dump', async (t) => {
  const isKernelThread = (pid: string) => (parseStat(readFileSync(`/proc/${pid}/stat`)).flags & 0x200000) !== 0;
  const pid = readdirSync('/proc').find((name) => name === '2' && isKernelThread(name));
  if (pid === undefined || process.getuid?.() !== 0) return t.skip('it takes root, where kernel threads are shown');
  const { data } = await setCoredumpFilter(`Process:${machine.bootId}:${pid}:${starttimeOf(Number(pid))}`, []);
  const message = '2 is a kernel thread: it has no coredump_filter';
  assert.deepEqual(data, { setCoredumpFilter: { __typename: 'ActFailed', message } });
});
