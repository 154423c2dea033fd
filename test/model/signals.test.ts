import assert from 'node:assert/strict';
import { constants } from 'node:os';
import { test } from 'node:test';
import { signalOf, signals, signalsIn } from '../../src/model/signals.ts';

test('the numbers are those of this machine', () => {
  for (const [name, number] of Object.entries(constants.signals)) {
    if (name !== 'SIGIOT' && name !== 'SIGPOLL') assert.equal(signals[name]?.value, number, name);
  }
});

test('64 signals, each once', () => {
  const numbers = Object.values(signals).map(({ value }) => value);
  assert.deepEqual(
    numbers,
    Array.from({ length: 64 }, (_, index) => index + 1),
  );
});

for (const [mask, numbers] of [
  [0n, []],
  [1n, [1]],
  [0x8000_0000n, [32]],
  [0x1_0000_0000n, [33]],
  [0x8000_0000_0000_0001n, [1, 64]],
] as const) {
  test(`the mask 0x${mask.toString(16)}`, () => assert.deepEqual(signalsIn(mask), numbers));
}

test('no signal', () => {
  assert.deepEqual([-1, 0, 65].map(signalOf), [null, null, null]);
});
