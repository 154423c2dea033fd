import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { processIdentity } from '../../src/model/control-target.ts';
import { openMachine } from '../../src/model/machine.ts';
import { Operation } from '../../src/model/operation.ts';
import { sendSignal } from '../../src/model/send-signal.ts';
import { parseStat } from '../../src/procfs/pid/stat.ts';
import { act, predecessor, sleeper, starttimeOf } from '../act.ts';
import { fixture } from '../ask.ts';

const machine = await openMachine('/proc');
const idOf = (pid: number) => `Process:${machine.bootId}:${pid}:${starttimeOf(pid)}`;

const send = (id: string, signal: string, on = machine) =>
  act(
    `mutation ($id: ID!, $signal: Signal!) {
      signalProcess(id: $id, signal: $signal) {
        __typename
        ... on ProcessActed { process { pid } }
        ... on Obstacle { message }
      }
    }`,
    { machine: on, variables: { id, signal } },
  );

/** Whoever waits for the state of a process has nothing to wait on: it is read until it is so, or the test times out. */
async function reached(pid: number, state: string): Promise<void> {
  while (parseStat(readFileSync(`/proc/${pid}/stat`)).state !== state) await new Promise(setImmediate);
}

test('SIGTERM ends a process, and the act is logged with who asked', async () => {
  const { child, pid, id } = sleeper(machine);
  const { data, log } = await send(id, 'SIGTERM');
  assert.partialDeepStrictEqual(data, { signalProcess: { __typename: 'ProcessActed' } });
  assert.deepEqual(log, [`127.0.0.1:54321: SIGTERM to process ${pid} (${id}): done`]);
  assert.equal(child.signalCode ?? (await once(child, 'exit'))[1], 'SIGTERM');
});

test('SIGSTOP stops one, SIGCONT lets it go on', async () => {
  const { pid, id } = sleeper(machine);
  const { data } = await send(id, 'SIGSTOP');
  assert.deepEqual(data, { signalProcess: { __typename: 'ProcessActed', process: { pid } } });
  await reached(pid, 'T');
  await send(id, 'SIGCONT');
  await reached(pid, 'S');
});

test('a pid that had another process: that is gone, and the process that has it now lives', async () => {
  const sleep = sleeper(machine);
  const { data, log } = await send(predecessor(sleep), 'SIGKILL');
  const message = `the process is gone; if another has its pid ${sleep.pid} now, that one was not touched`;
  assert.deepEqual(data, { signalProcess: { __typename: 'ProcessGone', message } });
  assert.match(log[0] ?? '', /: ProcessGone: /);
  await send(sleep.id, 'SIGSTOP');
  await reached(sleep.pid, 'T');
});

test('an id of before the last boot, and one of a process that has ended', async () => {
  const { child, id } = sleeper(machine);
  const { data } = await send(id.replace(/:\w{8}/, ':00000000'), 'SIGKILL');
  assert.partialDeepStrictEqual(data, { signalProcess: { __typename: 'ProcessGone' } });
  child.kill('SIGTERM');
  const [, signal] = await once(child, 'exit');
  assert.equal(signal, 'SIGTERM');
  assert.partialDeepStrictEqual((await send(id, 'SIGKILL')).data, { signalProcess: { __typename: 'ProcessGone' } });
});

for (const [situation, pid] of [
  ['the server itself', process.pid],
  ['process 1', 1],
] as const) {
  test(`${situation} is not signalled`, async () => {
    const { data } = await send(idOf(pid), 'SIGCONT');
    assert.partialDeepStrictEqual(data, { signalProcess: { __typename: 'NotAllowed' } });
  });
}

test('what is no id of a process is a wrong request', async () => {
  const { errors, log } = await send('FileDescriptor:1', 'SIGKILL');
  assert.partialDeepStrictEqual(errors, [{ extensions: { code: 'BAD_USER_INPUT' } }]);
  assert.deepEqual(log, []);
});

test('a process of a captured tree stands for none of this machine', async () => {
  const captured = await openMachine(fixture);
  const stat = parseStat(readFileSync(`${fixture}/400/stat`));
  const { data } = await send(`Process:${captured.bootId}:400:${stat.starttime}`, 'SIGKILL', captured);
  const message = '400: it is not of the procfs of a running kernel';
  assert.deepEqual(data, { signalProcess: { __typename: 'ActFailed', message } });
});

test('without koffi: by pid, once the start time was compared', async () => {
  const sleep = sleeper(machine);
  const sendByPid = (id: string) => sendSignal(new Operation(machine), processIdentity(id), 15, null);
  await assert.rejects(sendByPid(predecessor(sleep)), { name: 'Obstructed', message: /^the process is gone/ });
  await sendByPid(sleep.id);
  assert.equal(sleep.child.signalCode ?? (await once(sleep.child, 'exit'))[1], 'SIGTERM');
});
