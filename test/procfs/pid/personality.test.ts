import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePersonality } from '../../../src/procfs/pid/personality.ts';

const parse = (text: string) => parsePersonality(Buffer.from(text));

test('an ordinary program', () => assert.equal(parse('00000000\n'), 0));
test('after setarch i686 --addr-no-randomize', () => assert.equal(parse('00040008\n'), 0x40008));
test('the highest bit', () => assert.equal(parse('ffffffff\n'), 2 ** 32 - 1));

for (const text of ['', '0\n', '0x040008\n', '000000000\n']) {
  test(`rejects ${JSON.stringify(text)}`, () => assert.throws(() => parse(text), /not eight hexadecimal digits/));
}
