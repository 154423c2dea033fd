import assert from 'node:assert/strict';
import { geteuid } from 'node:process';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { makeMount } from '../mount.ts';

const query = `{ self { process { pid } user { id name } effectiveCapabilities { names } procfsMount bootId hidePid kptrRestrict } }`;

test('the captured server', async () => {
  const { data, errors } = await ask(query);
  assert.equal(errors, undefined);
  assert.partialDeepStrictEqual(data, {
    self: {
      process: { pid: 26231 },
      user: { id: 0, name: 'root' },
      bootId: '00000000-1111-4222-8333-444444444444',
      hidePid: null,
    },
  });
});

test('this server', async () => {
  const { data, errors } = await ask(query, { mount: '/proc' });
  assert.equal(errors, undefined);
  assert.partialDeepStrictEqual(data, {
    self: { process: { pid: process.pid }, procfsMount: '/proc', user: { id: geteuid?.() } },
  });
});

test('a mount that does not show the server: what is its own is null, and the response says why', async () => {
  const mount = await makeMount({});
  const { data, errors, extensions } = await ask(
    '{ self { user { id } effectiveCapabilities { names } procfsMount } }',
    {
      mount,
    },
  );
  assert.equal(errors, undefined);
  assert.deepEqual(data, { self: { user: null, effectiveCapabilities: null, procfsMount: mount } });
  assert.ok(extensions);
  const { nulls } = extensions.procfs as { nulls: { field: string; reason: string }[] };
  assert.deepEqual(nulls.map(({ field, reason }) => `${field} ${reason}`).sort(), [
    'Self.effectiveCapabilities NOT_FOUND',
    'Self.user NOT_FOUND',
  ]);
});
