import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askProcess } from '../ask-process.ts';

test('pages', async () => {
  const { data } = await askProcess('statm { virtualPages residentPages sharedPages codePages dataPages }', {
    statm: '4208 3155 1656 691 0 1885 0\n',
  });
  const statm = { virtualPages: 4208, residentPages: 3155, sharedPages: 1656, codePages: 691, dataPages: 1885 };
  assert.deepEqual(data, { process: { statm } });
});
