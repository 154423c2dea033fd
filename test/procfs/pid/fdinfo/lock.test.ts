import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLocks } from '../../../../src/procfs/pid/fdinfo/lock.ts';
import { extra } from './extra.ts';

const parse = (...lines: string[]) => parseLocks(extra(lines.map((line) => `lock:\t${line}\n`).join('')));
const file = { device: { major: 254, minor: 0 }, ino: 2197760 };

test('the locks of flock(2) and fcntl(2), as Linux 6.18 prints them', () => {
  const locks = parse(
    '1: FLOCK  ADVISORY  WRITE 16734 fe:00:2197760 0 EOF',
    '2: POSIX  ADVISORY  WRITE 16734 fe:00:2197760 5 14',
    '3: OFDLCK ADVISORY  READ -1 fe:00:2197760 100 EOF',
  );
  const common = { state: 'ADVISORY', file };
  assert.deepEqual(locks, [
    { ...common, kind: 'FLOCK', access: 'WRITE', pid: 16734, start: 0, end: null },
    { ...common, kind: 'POSIX', access: 'WRITE', pid: 16734, start: 5, end: 14 },
    { ...common, kind: 'OFDLCK', access: 'READ', pid: null, start: 100, end: null },
  ]);
});

test('a lease that holds, one that is taken back, and one of the NFS server', () => {
  const locks = parse(
    '1: LEASE  ACTIVE    READ 16734 fe:00:2197760 0 EOF',
    '1: LEASE  BREAKING  UNLCK 16734 fe:00:2197760 0 EOF',
    '1: DELEG  ACTIVE    READ 16734 fe:00:2197760 0 EOF',
  );
  assert.deepEqual(
    locks.map(({ kind, state, access }) => [kind, state, access]),
    [
      ['LEASE', 'ACTIVE', 'READ'],
      ['LEASE', 'BREAKING', 'UNLCK'],
      ['DELEG', 'ACTIVE', 'READ'],
    ],
  );
});

test('a holder that is not to be seen is printed as 0', () => {
  assert.equal(parse('1: FLOCK  ADVISORY  READ 0 00:13:1 0 EOF')[0]?.pid, null);
});

test('a file that the kernel does not say, a range and a device of many digits', () => {
  const [nameless, large] = parse(
    '1: POSIX  *NOINODE* READ 5 <none>:0 0 EOF',
    '2: POSIX  ADVISORY  READ 5 103:fffff:18446744073709551615 9007199254740993 9223372036854775806',
  );
  assert.equal(nameless?.file, null);
  assert.deepEqual(large?.file, { device: { major: 259, minor: 1048575 }, ino: 18446744073709551615n });
  assert.deepEqual([large?.start, large?.end], [9007199254740993n, 9223372036854775806n]);
});

test('no locks', () => assert.deepEqual(parse(), []));

for (const [situation, line] of [
  ['half a line', '1: FLOCK  ADVISORY  WRITE 359'],
  ['a range without an end', '1: FLOCK  ADVISORY  WRITE 359 00:13:1 0'],
  ['a device that is not hexadecimal', '1: FLOCK  ADVISORY  WRITE 359 zz:13:1 0 EOF'],
] as const) {
  test(`rejects ${situation}`, () =>
    assert.throws(() => parse(line), { reason: 'MALFORMED', message: /is not a lock/ }));
}
