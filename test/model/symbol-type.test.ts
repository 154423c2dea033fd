import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGlobal, symbolTypeWords } from '../../src/model/symbol-type.ts';

for (const [letter, ofKernel, ofModule] of [
  ['T', 'text, global', 'text, exported'],
  ['t', 'text, local', 'text, not exported'],
  ['B', 'uninitialised data, global', 'uninitialised data, exported'],
  ['r', 'read-only data, local', 'read-only data, not exported'],
  ['A', 'absolute, global', 'absolute, exported'],
  ['W', 'weak', 'weak, exported'],
  ['v', 'weak object', 'weak object, not exported'],
  ['U', 'undefined', 'undefined'],
  ['u', null, null],
  ['?', null, null],
  ['-', null, null],
  ['é', null, null],
] as const) {
  test(`type ${letter} is ${ofKernel ?? 'unknown'}`, () => {
    assert.equal(symbolTypeWords(letter, false), ofKernel);
    assert.equal(symbolTypeWords(letter, true), ofModule);
  });
}

for (const [letter, ofKernel] of [
  ['T', true],
  ['t', false],
  ['A', true],
  ['r', false],
  ['W', null],
  ['w', null],
  ['v', null],
  ['U', null],
  ['?', null],
  ['Z', null],
] as const) {
  test(`type ${letter} is ${ofKernel === null ? 'neither global nor local' : ofKernel ? 'global' : 'local'}`, () => {
    assert.equal(isGlobal(letter, false), ofKernel);
    assert.equal(isGlobal(letter, true), null);
  });
}
