import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAuditId } from '../../../src/procfs/pid/loginuid.ts';

const parse = (text: string) => parseAuditId(Buffer.from(text));

test('without a newline, as the kernel prints it, and with one', () => {
  assert.equal(parse('1000'), 1000);
  assert.equal(parse('1000\n'), 1000);
});

test('root is somebody', () => {
  assert.equal(parse('0'), 0);
});

test('nobody has logged in', () => {
  assert.equal(parse('4294967295'), null);
});

for (const text of ['', 'x', '1 2']) {
  test(`rejects ${JSON.stringify(text)}`, () => assert.throws(() => parse(text), /"the audit id" is/));
}
