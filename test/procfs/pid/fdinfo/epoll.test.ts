import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseEpoll } from '../../../../src/procfs/pid/fdinfo/epoll.ts';
import { extra } from './extra.ts';

const parse = (text: string) => parseEpoll(extra(text));
const anonymous = { pos: 0, ino: 0x40en, device: { major: 0, minor: 16 } };

test('a number that stands twice, and data of 64 bits', () => {
  const targets = parse(
    'tfd:        8 events: 80000019 data: deadbeefcafebabe  pos:0 ino:40e sdev:10\n' +
      'tfd:        8 events:       1d data:                9  pos:0 ino:40e sdev:10\n',
  );
  assert.deepEqual(targets, [
    { fd: 8, events: 0x8000_0019, data: 0xdead_beef_cafe_baben, ...anonymous },
    { fd: 8, events: 0x1d, data: 9n, ...anonymous },
  ]);
});

test('a file at an offset, on a disk: the device is packed in twelve and twenty bits', () => {
  const [target] = parse('tfd:       12 events: 19 data: c  pos:4096 ino:2188ff sdev:fe00001\n');
  assert.partialDeepStrictEqual(target, { pos: 4096, ino: 2197759n, device: { major: 254, minor: 1 } });
});

test('Linux 4.12 prints neither position nor inode', () => {
  const [target] = parse('tfd:        5 events:        1 data:                5\n');
  assert.deepEqual(target, { fd: 5, events: 1, data: 5n, pos: null, ino: null, device: null });
});

test('one that watches nothing', () => assert.deepEqual(parse(''), []));

for (const [situation, text, message] of [
  ['a number that is not decimal', 'tfd: 1f events: 1 data: 1\n', /"tfd" is "1f", not a whole number/],
  ['no events', 'tfd: 1 data: 1\n', /no "events" line/],
  ['a device of more than 32 bits', 'tfd: 1 events: 1 data: 1 pos:0 ino:1 sdev:100000000\n', /not a device/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text), message));
}
