import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMachine } from '../../src/model/machine.ts';
import { act, sleeper } from '../act.ts';

const machine = await openMachine('/proc');

test('several acts are done one after the other, each with the process as that one left it', async () => {
  const { pid, id } = sleeper(machine);
  const values = Array.from({ length: 20 }, (_, index) => 100 + ((index * 7) % 20));
  const adjusted =
    '... on ProcessActed { process { oom { scoreAdjustment } parent { children { pid oom { scoreAdjustment } } } } }';
  const fields = values.map((value) => `v${value}: setOomScoreAdj(id: $id, value: ${value}) { ${adjusted} }`);
  const { data, log } = await act(`mutation ($id: ID!) { ${fields.join(' ')} }`, { machine, variables: { id } });
  const logged = log.map((line) => Number(/oom_score_adj (\d+) /.exec(line)?.[1]));
  assert.deepEqual(logged, values);
  const child = (value: number) => ({ pid, oom: { scoreAdjustment: value } });
  for (const value of values) {
    const process = { oom: { scoreAdjustment: value }, parent: { children: [child(value)] } };
    assert.partialDeepStrictEqual(data?.[`v${value}`], { process });
  }
});
