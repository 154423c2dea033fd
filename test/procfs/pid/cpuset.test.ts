import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCpuset } from '../../../src/procfs/pid/cpuset.ts';

const parse = (text: string) => parseCpuset(Buffer.from(text)).toString();

for (const path of ['/', '/user.slice/a:b c', '/../outside', '/grün']) {
  test(`the group ${path}`, () => assert.equal(parse(`${path}\n`), path));
}

for (const text of ['', '\n', '/', 'user.slice\n']) {
  test(`rejects ${JSON.stringify(text)}`, () => assert.throws(() => parse(text), /not a path/));
}
