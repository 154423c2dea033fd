import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseStat } from '../../../src/procfs/pid/stat.ts';

const fields =
  'S 1 4242 4242 34816 4300 4194304 1500 20 3 0 120 45 7 2 20 0 4 0 281973 1270071296 2048 18446744073709551615 ' +
  '94018387951616 94018388782217 140724603453440 0 0 0 65536 4100 134217730 1 0 0 17 3 0 0 0 0 0 ' +
  '94018389004624 94018389052680 94018403319808 140724603458800 140724603458900 140724603458900 140724603461610 0\n';

const parse = (text: string) => parseStat(Buffer.from(text, 'latin1'));
const name = (text: string) => parse(text).comm.toString('latin1');

test('an ordinary process', () => {
  const stat = parse(`4242 (bash) ${fields}`);
  const { pid, comm, state, ppid, ttyNr, flags, utime, starttime } = stat;
  assert.deepEqual([pid, comm.toString(), state, ppid, ttyNr], [4242, 'bash', 'S', 1, 34816]);
  assert.deepEqual([flags, utime, starttime], [4194304, 120, 281973]);
  const { startcode, exitSignal, processor, exitCode } = stat;
  assert.deepEqual([startcode, exitSignal, processor, exitCode], [94018387951616, 17, 3, 0]);
});

test('2^64-1 keeps every digit', () => {
  assert.equal(parse(`1 (init) ${fields}`).rsslim, 18446744073709551615n);
});

for (const comm of [
  'a) R 1 (b',
  'x\ny z',
  '',
  ')',
  ' (x) S 9 ',
  '\xff\xfe\x80bad',
  'back\\n\\041',
  '\x1b[31m',
  'kworker/0:0H-events_highpri',
]) {
  test(`the name ${JSON.stringify(comm)} is kept as it is`, () => {
    assert.equal(name(`7 (${comm}) ${fields}`), comm);
    assert.equal(parse(`7 (${comm}) ${fields}`).ppid, 1);
  });
}

test('a dying process has no parent, group, session or thread', () => {
  const stat = parse(`2839925 (python3) X 0 -1 -1 0 -1 ${fields.split(' ').slice(6).join(' ')}`);
  const { state, ppid, pgrp, session, tpgid } = stat;
  assert.deepEqual([state, ppid, pgrp, session, tpgid], ['X', 0, -1, -1, -1]);
});

for (const [count, missing] of [
  [41, 'delayacctBlkioTicks'],
  [44, 'startData'],
] as const) {
  test(`a kernel that prints ${count} fields: ${missing} is null`, () => {
    const stat = parse(
      `7 (x) ${fields
        .split(' ')
        .slice(0, count - 2)
        .join(' ')}\n`,
    );
    assert.equal(stat[missing], null);
    assert.equal(stat.policy, 0);
  });
}

test('a kernel that prints 60 fields: the extra ones are ignored', () => {
  assert.equal(parse(`7 (x) ${fields.trim()} 1 2 3 4 5 6 7 8\n`).exitCode, 0);
});

for (const [situation, text, message] of [
  ['nothing, as when the process dies mid-read', '', /no name in parentheses/],
  ['half a line', '7 (x) S 1 2', /ends before field 6/],
  ['a letter among the numbers', `7 (x) S z 1 ${fields}`, /"field 4" is "z", not a whole number/],
  ['a number past what a parent can be', `7 (x) S 99999999999999999999 1 ${fields}`, /more than was thought possible/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text).ppid, message));
}
