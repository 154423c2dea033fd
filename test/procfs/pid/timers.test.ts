import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTimers } from '../../../src/procfs/pid/timers.ts';

const parse = (text: string) => parseTimers(Buffer.from(text));
const lines = 'ID: 0\nsignal: 14/0000000000000000\nnotify: signal/pid.26231\nClockID: 1\n';
const timer = { id: 0, signal: 14, value: 0n, notify: 'signal', isForThread: false, target: 26231, clock: 1 };

test('none', () => {
  assert.deepEqual(parse(''), []);
});

test('one that sends a signal, and one for a thread', () => {
  const second = 'ID: 1\nsignal: 60/00007fff8ed9e6d0\nnotify: none/tid.7\nClockID: -6\n';
  assert.deepEqual(parse(lines + second), [
    timer,
    { id: 1, signal: 60, value: 0x7fff8ed9e6d0n, notify: 'none', isForThread: true, target: 7, clock: -6 },
  ]);
});

test('a null pointer of Linux before 4.15, padded', () => {
  assert.deepEqual(parse(lines.replace('0000000000000000', '          (null)')), [timer]);
});

test('a value of 64 bits keeps every digit', () => {
  assert.equal(parse(lines.replace('0000000000000000', 'deadbeefcafebabe'))[0]?.value, 0xdeadbeefcafebaben);
});

for (const [situation, text, message] of [
  ['half a timer', 'ID: 0\nsignal: 14/0\n', /"notify" is "undefined"/],
  ['what comes before a timer', `x\n${lines}`, /"signal" is "undefined"/],
  ['a value that is no number', lines.replace('14/0000000000000000', '14/x'), /"signal" is "x", not hexadecimal/],
  ['a target of another kind', lines.replace('pid.', 'uid.'), /"notify" is "signal\/uid.26231", not of a timer/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text), message));
}
