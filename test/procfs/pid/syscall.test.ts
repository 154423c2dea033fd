import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSyscall } from '../../../src/procfs/pid/syscall.ts';

const parse = (text: string) => parseSyscall(Buffer.from(text));

test('in a system call: registers of 64 bits keep every digit', () => {
  assert.deepEqual(parse('0 0x3 0xffffffffffffff9c 0x2000 0x0 0x0 0x0 0x7ffe53a57a38 0x7f895ef5b2ad\n'), {
    state: 'IN_SYSCALL',
    number: 0,
    arguments: [3n, 0xffffffffffffff9cn, 0x2000n, 0n, 0n, 0n],
    stackPointer: 0x7ffe53a57a38n,
    instructionPointer: 0x7f895ef5b2adn,
  });
});

test('running', () => {
  assert.deepEqual(parse('running\n'), { state: 'RUNNING' });
});

test('blocked, but in no system call', () => {
  const outside = { state: 'BLOCKED_OUTSIDE', stackPointer: 0x7ffe1n, instructionPointer: 0x401n };
  assert.deepEqual(parse('-1 0x7ffe1 0x401\n'), outside);
});

for (const text of [
  '',
  'Running\n',
  '-1\n',
  '-1 0x1\n',
  '-1 0x1 0x2 0x3\n',
  '-2 0x0 0x0 0x0 0x0 0x0 0x0 0x0 0x0\n',
  '0 0x0 0x0 0x0 0x0 0x0 0x0 0x0\n',
  '0 0x0 0x0 0x0 0x0 0x0 0x0 0x0 0x0 0x0\n',
  '0 0 0 0 0 0 0 0 0\n',
]) {
  test(`rejects ${JSON.stringify(text)}`, () => assert.throws(() => parse(text), /not a system call/));
}
