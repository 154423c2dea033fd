import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseComm } from '../../../src/procfs/pid/comm.ts';

const parse = (text: string) => parseComm(Buffer.from(text, 'latin1')).toString('latin1');

for (const name of [
  'sh',
  '',
  '\n',
  'new\nline \\ back',
  ' (x) S 9 ',
  'bytes \xff\xfe',
  'kworker/0:0H-events_highpri',
]) {
  test(`the name ${JSON.stringify(name)}`, () => assert.equal(parse(`${name}\n`), name));
}

test('rejects nothing', () => assert.throws(() => parse(''), /without a newline/));
