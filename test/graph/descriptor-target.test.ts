import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';

const common = 'pos:\t0\nflags:\t02000002\nmnt_id:\t17\nino:\t1038\n';

/** The target of a descriptor of the captured process. */
async function captured(number: number, selection: string): Promise<unknown> {
  const { data, errors } = await ask(`{ process(pid: 26231) { fd(number: ${number}) { target { ${selection} } } } }`);
  assert.equal(errors, undefined);
  return (data as { process: { fd: { target: unknown } } }).process.fd.target;
}

/** That of a descriptor which was never captured, and why what is null in it is null. */
async function made(link: string, lines: string, selection: string): Promise<{ target: unknown; nulls: unknown }> {
  const files = { 'fd/5': { link }, 'fdinfo/5': common + lines };
  const { data, errors, extensions } = await askProcess(`fd(number: 5) { target { ${selection} } }`, files);
  assert.equal(errors, undefined);
  const { target } = (data as { process: { fd: { target: unknown } } }).process.fd;
  return { target, nulls: (extensions?.procfs as { nulls: unknown } | undefined)?.nulls };
}

for (const [situation, number, selection, expected] of [
  ['an eventfd', 13, '... on EventFd { count eventfdId semaphore }', { count: 3, eventfdId: 1, semaphore: false }],
  [
    'a timer of a day that runs each hour',
    15,
    '... on TimerFd { clock expirations timerFlags remaining { seconds nanoseconds } interval { seconds nanoseconds } }',
    {
      clock: 'CLOCK_MONOTONIC',
      expirations: 0,
      timerFlags: [],
      remaining: { seconds: 86395, nanoseconds: 319352137 },
      interval: { seconds: 3600, nanoseconds: 0 },
    },
  ],
  ['a signalfd', 16, '... on SignalFd { signals }', { signals: ['SIGUSR1', 'SIGUSR2'] }],
  [
    'an inotify with two watches, the newest first',
    17,
    '... on Inotify { watches { number inode major minor events fileHandle { type hex } } }',
    {
      watches: [
        {
          number: 2,
          inode: 26,
          major: 0,
          minor: 40,
          events: ['IN_MODIFY'],
          fileHandle: { type: 1, hex: '36b8ba0a1a00000000000000' },
        },
        {
          number: 1,
          inode: 7,
          major: 0,
          minor: 40,
          events: ['IN_CREATE', 'IN_DELETE'],
          fileHandle: { type: 1, hex: '4b5741e10700000000000000' },
        },
      ],
    },
  ],
  [
    'a pidfd leads to its process',
    19,
    '... on PidFd { pid reaped namespacePids process { name parent { pid } } }',
    {
      pid: 584,
      reaped: false,
      namespacePids: [584],
      process: { name: '(a b ) ( c d) ', parent: { pid: 1 } },
    },
  ],
  ['the master of a terminal', 20, '... on Device { path ttyIndex }', { path: '/dev/ptmx', ttyIndex: 1 }],
] as const) {
  test(situation, async () => assert.deepEqual(await captured(number, selection), expected));
}

test('an epoll leads to the descriptors that it watches, and to those again', async () => {
  const selection = '... on Epoll { targets { number events data inode descriptor { link target { __typename } } } }';
  assert.deepEqual(await captured(14, selection), {
    targets: [
      {
        number: 13,
        events: ['EPOLLIN', 'EPOLLOUT', 'EPOLLERR', 'EPOLLHUP'],
        data: '0xd',
        inode: 1038,
        descriptor: { link: 'anon_inode:[eventfd]', target: { __typename: 'EventFd' } },
      },
      {
        number: 6,
        events: ['EPOLLIN', 'EPOLLERR', 'EPOLLHUP'],
        data: '0x6',
        inode: 504972,
        descriptor: { link: 'pipe:[504972]', target: { __typename: 'Pipe' } },
      },
      {
        number: 10,
        events: ['EPOLLIN', 'EPOLLERR', 'EPOLLHUP', 'EPOLLET'],
        data: '0xa',
        inode: 504975,
        descriptor: { link: 'socket:[504975]', target: { __typename: 'Socket' } },
      },
    ],
  });
});

test('what an epoll watches was closed, or its number is another file by now, or it stands there twice', async () => {
  const files = {
    'fd/3': { link: 'anon_inode:[eventpoll]' },
    'fdinfo/3':
      `${common}tfd: 4 events: 19 data: deadbeefcafebabe  pos:0 ino:40e sdev:10\n` +
      'tfd: 4 events: 40000000 data: ffffffffffffffff  pos:0 ino:40e sdev:10\n' +
      'tfd: 5 events: 19 data: 5  pos:0 ino:2a sdev:10\ntfd: 6 events: 19 data: 6  pos:0 ino:40e sdev:10\n',
    'fd/4': { link: 'anon_inode:[eventfd]' },
    'fdinfo/4': common,
    'fd/5': { link: 'anon_inode:[eventfd]' },
    'fdinfo/5': common,
  };
  const selection =
    'fd(number: 3) { target { ... on Epoll { targets { number data events descriptor { number } } } } }';
  const { data, extensions } = await askProcess(selection, files);
  const usual = ['EPOLLIN', 'EPOLLERR', 'EPOLLHUP'];
  const targets = [
    { number: 4, data: '0xdeadbeefcafebabe', events: usual, descriptor: { number: 4 } },
    { number: 4, data: '0xffffffffffffffff', events: ['EPOLLONESHOT'], descriptor: { number: 4 } },
    { number: 5, data: '0x5', events: usual, descriptor: null },
    { number: 6, data: '0x6', events: usual, descriptor: null },
  ];
  assert.deepEqual(data, { process: { fd: { target: { targets } } } });
  assert.equal(extensions, undefined);
});

for (const [situation, lines, expected, nulls] of [
  ['was reaped', 'Pid:\t-1\nNSpid:\t-1\n', { pid: null, reaped: true, namespacePids: [], process: null }, undefined],
  [
    'is in another pid namespace',
    'Pid:\t0\nNSpid:\t0\n',
    { pid: null, reaped: false, namespacePids: [], process: null },
    undefined,
  ],
  [
    'went away since',
    'Pid:\t4000\nNSpid:\t4000\t1\n',
    { pid: 4000, reaped: false, namespacePids: [4000, 1], process: null },
    [{ field: 'PidFd.process', reason: 'NOT_FOUND', count: 1 }],
  ],
] as const) {
  test(`a pidfd of a process that ${situation}`, async () => {
    const selection = '... on PidFd { pid reaped namespacePids process { pid } }';
    assert.deepEqual(await made('anon_inode:[pidfd]', lines, selection), { target: expected, nulls });
  });
}

test('an eventfd keeps all 64 bits; an older kernel does not say the rest, and that is said', async () => {
  const selection = '... on EventFd { count eventfdId semaphore }';
  assert.deepEqual(await made('anon_inode:[eventfd]', 'eventfd-count: fffffffffffffffe\n', selection), {
    target: { count: '18446744073709551614', eventfdId: null, semaphore: null },
    nulls: [
      { field: 'EventFd.eventfdId', reason: 'UNSUPPORTED', count: 1 },
      { field: 'EventFd.semaphore', reason: 'UNSUPPORTED', count: 1 },
    ],
  });
});

test('a timer that is not set has neither time left nor interval', async () => {
  const lines = 'clockid: 99\nticks: 0\nsettime flags: 03\nit_value: (0, 0)\nit_interval: (0, 0)\n';
  const selection = '... on TimerFd { clock timerFlags remaining { seconds } interval { seconds } }';
  assert.deepEqual(await made('anon_inode:[timerfd]', lines, selection), {
    target: {
      clock: 'OTHER',
      timerFlags: ['TFD_TIMER_ABSTIME', 'TFD_TIMER_CANCEL_ON_SET'],
      remaining: null,
      interval: null,
    },
    nulls: undefined,
  });
});

test('what a target is costs no fdinfo', async () => {
  const { data, extensions } = await askProcess('fd(number: 5) { target { __typename } }', {
    'fd/5': { link: 'anon_inode:inotify' },
  });
  assert.deepEqual(data, { process: { fd: { target: { __typename: 'Inotify' } } } });
  assert.equal(extensions, undefined);
});
