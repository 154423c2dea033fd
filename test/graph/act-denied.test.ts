import assert from 'node:assert/strict';
import { test } from 'node:test';
import { act, sleeper, starttimeOf } from '../act.ts';
import { rootsProcess } from '../roots-process.ts';
import { unprivilegedMachine } from '../unprivileged.ts';

const victim = process.getuid?.() === 0 ? rootsProcess() : undefined;
const noVictim = victim === undefined && 'only root can make a process of root';
const machine = await unprivilegedMachine('/proc');
const result = '{ __typename ... on PermissionDenied { needs message } }';

const denied = (needs: readonly string[]) => ({ act: { __typename: 'PermissionDenied', needs } });

async function attempt(field: string, pid: number): Promise<unknown> {
  const variables = { id: `Process:${machine.bootId}:${pid}:${starttimeOf(pid)}` };
  const { data, log } = await act(`mutation ($id: ID!) { act: ${field} ${result} }`, { machine, variables });
  assert.match(log[0] ?? '', /: PermissionDenied: .* takes .*; this server runs as uid \d+$/);
  return data;
}

for (const [field, needs] of [
  ['signalProcess(id: $id, signal: SIGCONT)', ['uid 0', 'CAP_KILL']],
  ['setNice(id: $id, nice: 19)', ['uid 0', 'CAP_SYS_NICE']],
  ['setOomScoreAdj(id: $id, value: 999)', ['uid 0', 'CAP_DAC_OVERRIDE']],
  ['setCoredumpFilter(id: $id, kinds: [])', ['uid 0', 'CAP_DAC_OVERRIDE']],
] as const) {
  test(`${field} of root’s process, by another user`, { skip: noVictim }, async () => {
    assert.partialDeepStrictEqual(await attempt(field, victim ?? Number.NaN), denied(needs));
  });
}

for (const [field, needs] of [
  ['setNice(id: $id, nice: -5)', ['CAP_SYS_NICE', 'a limit RLIMIT_NICE of 25 on the process']],
  ['setOomScoreAdj(id: $id, value: -1)', ['CAP_SYS_RESOURCE']],
] as const) {
  test(`${field} of one’s own process`, async () => {
    assert.partialDeepStrictEqual(await attempt(field, sleeper(machine).pid), denied(needs));
  });
}

test('a setting that only root may write', async () => {
  const field = 'writeSysctl(path: "vm.swappiness", value: "60")';
  const { data } = await act(`mutation { act: ${field} ${result} }`, { machine, sysctls: ['vm/*'] });
  assert.partialDeepStrictEqual(data, { act: { __typename: 'PermissionDenied', needs: ['uid 0'] } });
});
