import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex, integer, keyValues, lines, nulTerminated, plus, timesKilo, wholeNumber } from '../../src/procfs/text.ts';

for (const [situation, text, expected] of [
  ['a newline at the end', 'a\nb\n', ['a', 'b']],
  ['no newline at the end', 'a\nb', ['a', 'b']],
  ['empty lines', '\na\n\n', ['', 'a', '']],
  ['nothing', '', []],
] as const) {
  test(`lines: ${situation}`, () => assert.deepEqual(Array.from(lines(Buffer.from(text)), String), expected));
  test(`strings up to NULs: ${situation}`, () => {
    assert.deepEqual(nulTerminated(Buffer.from(text.replaceAll('\n', '\0'))).map(String), expected);
  });
}

test('keys and values: tabs, padding, colons in a value, repeated keys, lines without a colon', () => {
  assert.deepEqual(Object.fromEntries(keyValues(Buffer.from('a:\t\tx \nb:   1 kB\nc:d:e\na: 2\nnone\n'))), {
    a: '\tx ',
    b: '1 kB',
    c: 'd:e',
  });
});

for (const [text, value] of [
  ['0', 0],
  ['-1', -1],
  ['0042', 42],
  ['9007199254740991', 9007199254740991],
  ['9007199254740992', 9007199254740992n],
  ['18446744073709551615', 18446744073709551615n],
  ['-9223372036854775808', -9223372036854775808n],
] as const) {
  test(`the whole number ${text}`, () => {
    assert.equal(integer(text), value);
    assert.equal(wholeNumber(Buffer.from(` ${text} `), 1, text.length + 1), value);
  });
}

for (const text of ['', '-', '+1', '1e3', '1.0', '0x1', ' 1', '１', '1\n']) {
  test(`${JSON.stringify(text)} is no whole number`, () => {
    assert.throws(() => integer(text, 'pid'), /"pid" is .*, not a whole number/s);
    assert.throws(() => wholeNumber(Buffer.from(text), 0, Buffer.byteLength(text), 'pid'), /"pid" is /);
  });
}

for (const [text, value] of [
  ['ffffffff81000010', 0xffffffff81000010n],
  ['0x1f', 0x1fn],
  ['0X1F', 0x1fn],
] as const) {
  test(`hexadecimal ${text}`, () => assert.equal(hex(text, 'mask'), value));
}

for (const text of ['', '0x', '-1', 'g']) {
  test(`${JSON.stringify(text)} is not hexadecimal`, () => assert.throws(() => hex(text, 'mask'), /not hexadecimal/));
}

test('kB in bytes keep every digit', () => {
  assert.equal(plus(2n ** 53n + 1n, -(2n ** 53n)), 1);
  assert.equal(plus(Number.MAX_SAFE_INTEGER, 1), 2n ** 53n);
  assert.equal(timesKilo(4), 4096);
  assert.equal(timesKilo(18014398509481983n), 18446744073709550592n);
  assert.equal(timesKilo(9007199254740991), 9223372036854774784n);
});
