import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';

const selection = 'audit { loginUser { id name } sessionId }';

test('nobody logged in: null is the answer, and no reason is given', async () => {
  const { data, extensions } = await ask(`{ process(pid: 300) { ${selection} } }`);
  assert.deepEqual(data, { process: { audit: { loginUser: null, sessionId: null } } });
  assert.equal(extensions, undefined);
});

test('a login', async () => {
  const { data } = await askProcess('audit { loginUser { id } sessionId }', {
    loginuid: '1000',
    sessionid: '4294967294',
  });
  assert.deepEqual(data, { process: { audit: { loginUser: { id: 1000 }, sessionId: 4294967294 } } });
});

test('a kernel without auditing', async () => {
  const { extensions } = await askProcess('audit { sessionId }', {});
  assert.deepEqual(extensions, { procfs: { nulls: [{ field: 'Audit.sessionId', reason: 'UNSUPPORTED', count: 1 }] } });
});
