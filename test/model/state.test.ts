import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stateOf, states } from '../../src/model/state.ts';

for (const [letter, state] of [
  ['R', 'RUNNING'],
  ['S', 'SLEEPING'],
  ['D', 'DISK_SLEEP'],
  ['T', 'STOPPED'],
  ['t', 'TRACED'],
  ['Z', 'ZOMBIE'],
  ['X', 'DEAD'],
  ['x', 'DEAD'],
  ['I', 'IDLE'],
  ['P', 'PARKED'],
  ['K', 'WAKE_KILL'],
  ['W', 'WAKING'],
  ['?', 'UNKNOWN'],
  ['s', 'UNKNOWN'],
  ['', 'UNKNOWN'],
] as const) {
  test(`the letter ${JSON.stringify(letter)} is ${state}`, () => {
    assert.equal(stateOf(letter), state);
    assert.ok(state in states);
  });
}
