import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';

test('what every program is told', async () => {
  const { data } = await ask(
    `{ process(pid: 400) { auxiliaryVector {
       pageBytes ticksPerSecond userId effectiveUserId groupId effectiveGroupId isSecure programHeaderCount
     } } }`,
  );
  assert.deepEqual(data, {
    process: {
      auxiliaryVector: {
        pageBytes: 4096,
        ticksPerSecond: 100,
        userId: 4242,
        effectiveUserId: 4242,
        groupId: 4242,
        effectiveGroupId: 4242,
        isSecure: false,
        programHeaderCount: 13,
      },
    },
  });
});

test('32 bits, a type without a name, and what is not told', async () => {
  const words = Uint32Array.of(9, 0x8049000, 16, 0xffffffff, 4711, 5, 0, 0);
  const { data, extensions } = await askProcess(
    'auxiliaryVector { entryPoint hardwareCapabilities vdso isSecure entries { type name value address } }',
    { auxv: Buffer.from(words.buffer).toString('latin1') },
  );
  assert.deepEqual(data, {
    process: {
      auxiliaryVector: {
        entryPoint: '0x8049000',
        hardwareCapabilities: '0xffffffff',
        vdso: null,
        isSecure: null,
        entries: [
          { type: 9, name: 'AT_ENTRY', value: 134516736, address: '0x8049000' },
          { type: 16, name: 'AT_HWCAP', value: 4294967295, address: '0xffffffff' },
          { type: 4711, name: null, value: 5, address: '0x5' },
        ],
      },
    },
  });
  assert.equal(extensions, undefined);
});

test('a kernel thread was told nothing', async () => {
  const { data, extensions } = await ask('{ process(pid: 2) { auxiliaryVector { pageBytes } } }');
  assert.deepEqual(data, { process: { auxiliaryVector: null } });
  assert.partialDeepStrictEqual(extensions, { procfs: { nulls: [{ reason: 'KERNEL_THREAD' }] } });
});

test('this process: every type has a name', async () => {
  const { data } = await ask('{ self { process { auxiliaryVector { entryPoint entries { name } } } } }', {
    mount: '/proc',
  });
  assert.doesNotMatch(JSON.stringify(data), /null/);
});
