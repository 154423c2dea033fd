import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseEnviron } from '../../../src/procfs/pid/environ.ts';

const parse = (text: string) =>
  parseEnviron(Buffer.from(text, 'latin1')).map(({ name, value }) => [
    name.toString('latin1'),
    value?.toString('latin1') ?? null,
  ]);

test('every entry, in order: repeated, without a sign or a name, empty, of two lines, not UTF-8', () => {
  assert.deepEqual(parse('A=1\0NOEQ\0=x\0A=2\0\0B=\0C=a=b\nc\0\xe9t\xe9=\xff\0LAST=no NUL'), [
    ['A', '1'],
    ['NOEQ', null],
    ['', 'x'],
    ['A', '2'],
    ['', null],
    ['B', ''],
    ['C', 'a=b\nc'],
    ['\xe9t\xe9', '\xff'],
    ['LAST', 'no NUL'],
  ]);
});

test('a process without an environment', () => {
  assert.deepEqual(parse(''), []);
});

test('a title of Perl, which overwrites it', () => {
  assert.deepEqual(parse('xxxxxxxx\0'), [['xxxxxxxx', null]]);
});
