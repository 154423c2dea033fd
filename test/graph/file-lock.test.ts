import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';

test('a lock of the file, of the process, and of the open file, which no process owns', async () => {
  const { data, extensions } = await ask(
    '{ process(pid: 26231) { fd(number: 23) { locks { kind state access pid process { name } inode major minor firstByte lastByte } } } }',
  );
  const common = { state: 'ADVISORY', inode: 29, major: 0, minor: 40 };
  const own = { pid: 26231, process: { name: 'descriptors' } };
  const locks = [
    { ...common, ...own, kind: 'FLOCK', access: 'WRITE', firstByte: 0, lastByte: null },
    { ...common, ...own, kind: 'POSIX', access: 'READ', firstByte: 20, lastByte: 29 },
    { ...common, pid: null, process: null, kind: 'OFDLCK', access: 'WRITE', firstByte: 50, lastByte: null },
  ];
  assert.deepEqual(data, { process: { fd: { locks } } });
  assert.equal(extensions, undefined);
});

test('words that procql does not know, a holder that is not to be seen, and one that is gone', async () => {
  const { data, extensions } = await askProcess(
    'fd(number: 5) { locks { kind state access pid process { pid } inode } }',
    {
      'fd/5': { link: '/srv/x' },
      'fdinfo/5':
        'pos:\t0\nflags:\t02\nlock:\t1: LAYOUT HOLDING   NONE 0 <none>:0 0 EOF\n' +
        'lock:\t2: LEASE  BREAKING  UNLCK 4000 00:13:1 0 EOF\n',
    },
  );
  const locks = [
    { kind: 'UNKNOWN', state: 'UNKNOWN', access: 'UNKNOWN', pid: null, process: null, inode: null },
    { kind: 'LEASE', state: 'BREAKING', access: 'UNLCK', pid: 4000, process: null, inode: 1 },
  ];
  assert.deepEqual(data, { process: { fd: { locks } } });
  assert.deepEqual(extensions?.procfs, { nulls: [{ field: 'FileLock.process', reason: 'NOT_FOUND', count: 1 }] });
});
