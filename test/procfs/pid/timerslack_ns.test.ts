import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTimerslack } from '../../../src/procfs/pid/timerslack_ns.ts';

const parse = (text: string) => parseTimerslack(Buffer.from(text));

test('50 microseconds, as most have', () => assert.equal(parse('50000\n'), 50_000));
test('2^64-1 keeps every digit', () => assert.equal(parse('18446744073709551615\n'), 2n ** 64n - 1n));
test('rejects nothing', () => assert.throws(() => parse(''), /"timerslack_ns" is "", not a whole number/));
