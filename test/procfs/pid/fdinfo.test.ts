import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFdinfo } from '../../../src/procfs/pid/fdinfo.ts';

const common = 'pos:\t0\nflags:\t02004002\nmnt_id:\t16\nino:\t1053\n';
const parse = (text: string) => parseFdinfo(Buffer.from(text));
const extra = (text: string) => parse(common + text).extra.map(({ key, value }) => [key, value]);

test('a regular file', () => {
  assert.deepEqual(parse('pos:\t4096\nflags:\t0100002\nmnt_id:\t28\nino:\t131077\n'), {
    pos: 4096,
    flags: 0o100002,
    mntId: 28,
    ino: 131077,
    extra: [],
  });
});

test('Linux 5.4 prints no inode, and 3.14 no mount', () => {
  assert.deepEqual(parse('pos:\t0\nflags:\t02\n'), { pos: 0, flags: 2, mntId: null, ino: null, extra: [] });
});

test('an offset and an inode past 2^53 keep every digit', () => {
  const info = parse('pos:\t9223372036854775807\nflags:\t0\nmnt_id:\t1\nino:\t9223372036854775808\n');
  assert.equal(info.pos, 9223372036854775807n);
  assert.equal(info.ino, 9223372036854775808n);
});

for (const [situation, text, lines] of [
  [
    'two locks',
    'lock:\t1: FLOCK  ADVISORY  WRITE 359 00:13:11691 0 EOF\nlock:\t2: OFDLCK ADVISORY  READ -1 00:13:1 0 9\n',
    [
      ['lock', '1: FLOCK  ADVISORY  WRITE 359 00:13:11691 0 EOF'],
      ['lock', '2: OFDLCK ADVISORY  READ -1 00:13:1 0 9'],
    ],
  ],
  [
    'an eventfd of 2^64-2',
    'eventfd-count: fffffffffffffffe\neventfd-id: 4\neventfd-semaphore: 0\n',
    [
      ['eventfd-count', 'fffffffffffffffe'],
      ['eventfd-id', '4'],
      ['eventfd-semaphore', '0'],
    ],
  ],
  [
    'an epoll with two watches',
    'tfd:        8 events: 80000019 data: deadbeefcafebabe  pos:0 ino:40e sdev:10\n' +
      'tfd:        9 events:       1d data:                9  pos:0 ino:40e sdev:10\n',
    [
      ['tfd', '8 events: 80000019 data: deadbeefcafebabe  pos:0 ino:40e sdev:10'],
      ['tfd', '9 events:       1d data:                9  pos:0 ino:40e sdev:10'],
    ],
  ],
  [
    'the twelfth watch of an inotify',
    'inotify wd:c ino:9e7e sdev:800013 mask:800afce ignored_mask:0 fhandle-bytes:8 fhandle-type:1 f_handle:7e9e0000 \n',
    [
      [
        'inotify',
        'wd:c ino:9e7e sdev:800013 mask:800afce ignored_mask:0 fhandle-bytes:8 fhandle-type:1 f_handle:7e9e0000',
      ],
    ],
  ],
  [
    'a fanotify with three kinds of marks',
    'fanotify flags:0 event-flags:8000\nfanotify ino:9e7e sdev:13 mflags:0\nfanotify mnt_id:1b mflags:0\nfanotify sdev:13 mflags:0\n',
    [
      ['fanotify', 'flags:0 event-flags:8000'],
      ['fanotify', 'ino:9e7e sdev:13 mflags:0'],
      ['fanotify', 'mnt_id:1b mflags:0'],
      ['fanotify', 'sdev:13 mflags:0'],
    ],
  ],
  [
    'a timer',
    'clockid: 1\nticks: 0\nsettime flags: 01\nit_value: (3, 916951404)\nit_interval: (0, 0)\n',
    [
      ['clockid', '1'],
      ['ticks', '0'],
      ['settime flags', '01'],
      ['it_value', '(3, 916951404)'],
      ['it_interval', '(0, 0)'],
    ],
  ],
  [
    'a process that is gone',
    'Pid:\t-1\nNSpid:\t-1\n',
    [
      ['Pid', '-1'],
      ['NSpid', '-1'],
    ],
  ],
  [
    'a graphics card',
    'drm-driver:\tamdgpu\ndrm-engine-gfx:\t12345 ns\ndrm-total-vram:\t12 MiB\n',
    [
      ['drm-driver', 'amdgpu'],
      ['drm-engine-gfx', '12345 ns'],
      ['drm-total-vram', '12 MiB'],
    ],
  ],
  [
    'an io_uring, with rows that are indented or have no colon',
    'SqMask:\t0x7\nUserFiles:\t1\n    0: socket:[12]\nPollList\n\n',
    [
      ['SqMask', '0x7'],
      ['UserFiles', '1'],
      ['0', 'socket:[12]'],
      ['PollList', ''],
    ],
  ],
  [
    'a buffer whose name looks like another line',
    'name:\tx\npos:\t5\n',
    [
      ['name', 'x'],
      ['pos', '5'],
    ],
  ],
] as const) {
  test(situation, () => assert.deepEqual(extra(text), lines));
}

for (const [situation, text, message] of [
  ['nothing, as when the process dies mid-read', '', /no "pos" line/],
  ['half a file', 'pos:\t0\n', /no "flags" line/],
  ['a flag that is not octal', 'pos:\t0\nflags:\t9\n', /"flags" is "9", not octal/],
  ['more digits than flags can have', `pos:\t0\nflags:\t${'7'.repeat(400)}\n`, /not octal/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text), message));
}
