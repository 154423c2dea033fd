import assert from 'node:assert/strict';
import { test } from 'node:test';
import { policies, policyOf } from '../../src/model/scheduling-policy.ts';

for (const [number, name] of [
  [0, 'OTHER'],
  [1, 'FIFO'],
  [2, 'RR'],
  [3, 'BATCH'],
  [4, 'UNKNOWN'],
  [5, 'IDLE'],
  [6, 'DEADLINE'],
  [7, 'EXT'],
  [8, 'UNKNOWN'],
] as const) {
  test(`policy ${number} is ${name}`, () => assert.equal(policyOf(number), policies[name].value));
}
