import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openMachine } from '../../src/model/machine.ts';
import { parseStat } from '../../src/procfs/pid/stat.ts';
import { act, predecessor, sleeper } from '../act.ts';
import { fixture } from '../ask.ts';

const machine = await openMachine('/proc');

const setNice = (id: string, nice: number, on = machine) =>
  act(
    `mutation ($id: ID!, $nice: Int!) {
      setNice(id: $id, nice: $nice) {
        __typename
        ... on ProcessActed { process { stat { nice } } }
        ... on InvalidValue { argument message }
        ... on ActFailed { message }
      }
    }`,
    { machine: on, variables: { id, nice } },
  );

function nicesOf(pid: number): number[] {
  const tids = readdirSync(`/proc/${pid}/task`);
  return tids.map((tid) => parseStat(readFileSync(`/proc/${pid}/task/${tid}/stat`)).nice);
}

test('all threads of a process', async () => {
  const { child, pid, id } = sleeper(machine, [process.execPath, '-e', 'console.log(1); setInterval(() => {}, 1e6)']);
  assert.ok(child.stdout);
  await once(child.stdout, 'data');
  assert.ok(nicesOf(pid).length > 1);
  const { data } = await setNice(id, 7);
  assert.deepEqual(data, { setNice: { __typename: 'ProcessActed', process: { stat: { nice: 7 } } } });
  assert.deepEqual(new Set(nicesOf(pid)), new Set([7]));
});

test('a pid that had another process: that is gone, and the one that has it now is as it was', async () => {
  const sleep = sleeper(machine);
  const before = nicesOf(sleep.pid);
  const { data } = await setNice(predecessor(sleep), 9);
  assert.deepEqual(data, { setNice: { __typename: 'ProcessGone' } });
  assert.deepEqual(nicesOf(sleep.pid), before);
});

test('a process of a captured tree stands for none of this machine', async () => {
  const captured = await openMachine(fixture);
  const { starttime } = parseStat(readFileSync(`${fixture}/400/stat`));
  const { data } = await setNice(`Process:${captured.bootId}:400:${starttime}`, 9, captured);
  const message = `${fixture} is not the procfs of a running kernel`;
  assert.deepEqual(data, { setNice: { __typename: 'ActFailed', message } });
});

for (const nice of [-21, 20]) {
  test(`${nice} is no nice value`, async () => {
    const { data } = await setNice(sleeper(machine).id, nice);
    const message = `nice must be a whole number from -20 to 19, but was ${nice}`;
    assert.deepEqual(data, { setNice: { __typename: 'InvalidValue', argument: 'nice', message } });
  });
}
