import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askProcess } from '../ask-process.ts';

const common = 'pos:\t0\nflags:\t02\n';

test('a kind that procql does not know keeps its name and its lines', async () => {
  const { data, errors, extensions } = await askProcess(
    'fd(number: 5) { kind link details { key value } target { ... on AnonymousInode { name } } }',
    {
      'fd/5': { link: 'anon_inode:[quantumfd]' },
      'fdinfo/5': `${common}qubits:\t3\nqubits:\t4\nentangled\n`,
    },
  );
  assert.deepEqual([errors, extensions], [undefined, undefined]);
  const details = [
    { key: 'qubits', value: '3' },
    { key: 'qubits', value: '4' },
    { key: 'entangled', value: '' },
  ];
  const link = 'anon_inode:[quantumfd]';
  assert.deepEqual(data, { process: { fd: { kind: 'ANONYMOUS', link, details, target: { name: 'quantumfd' } } } });
});

test('a line that is not what its kind has: that field is null, with its reason, and the list is whole', async () => {
  const { data, errors, extensions } = await askProcess(
    'fds { nodes { number details { value } locks { pid } target { ... on EventFd { count } ... on Epoll { targets { number } } } } }',
    {
      'fd/4': { link: 'anon_inode:[eventpoll]' },
      'fdinfo/4': `${common}tfd: 3 events: 1 data: 1\ntfd: three\n`,
      'fd/5': { link: 'anon_inode:[eventfd]' },
      'fdinfo/5': `${common}eventfd-count: many\n`,
      'fd/6': { link: 'anon_inode:[eventfd]' },
      'fdinfo/6': `${common}eventfd-count: 1\nlock:\tnone\n`,
    },
  );
  assert.equal(errors, undefined);
  const nodes = [
    {
      number: 4,
      details: [{ value: '3 events: 1 data: 1' }, { value: 'three' }],
      locks: [],
      target: { targets: null },
    },
    { number: 5, details: [{ value: 'many' }], locks: [], target: { count: null } },
    { number: 6, details: [{ value: '1' }, { value: 'none' }], locks: null, target: { count: 1 } },
  ];
  assert.deepEqual(data, { process: { fds: { nodes } } });
  assert.partialDeepStrictEqual(extensions?.procfs, {
    nulls: [
      { field: 'Epoll.targets', reason: 'MALFORMED' },
      { field: 'EventFd.count', reason: 'MALFORMED' },
      { field: 'FileDescriptor.locks', reason: 'MALFORMED' },
    ],
  });
});
