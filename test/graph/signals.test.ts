import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';

test('signals that wait, are blocked, ignored and caught', async () => {
  const { data } = await ask(
    '{ process(pid: 26231) { signals { pending threadPending blocked ignored caught queued queueLimit } } }',
  );
  assert.deepEqual(data, {
    process: {
      signals: {
        pending: ['SIGUSR1'],
        threadPending: [],
        blocked: ['SIGUSR1', 'SIGUSR2'],
        ignored: ['SIGHUP', 'SIGPIPE', 'SIGXFSZ'],
        caught: ['SIGINT', 'SIGTERM'],
        queued: 3,
        queueLimit: 96365,
      },
    },
  });
});

const timers = 'timers { id notification signal value targetId isForThread clock clockId }';

test('a POSIX timer', async () => {
  const { data } = await ask(`{ process(pid: 26231) { ${timers} } }`);
  assert.deepEqual(data, {
    process: {
      timers: [
        {
          id: 0,
          notification: 'signal',
          signal: 'SIGALRM',
          value: '0x0',
          targetId: 26231,
          isForThread: false,
          clock: 'CLOCK_MONOTONIC',
          clockId: 1,
        },
      ],
    },
  });
});

test('one that tells nobody, and one of a thread out of sight', async () => {
  const { data } = await askProcess(timers, {
    timers:
      'ID: 0\nsignal: 0/0000000000000000\nnotify: none/pid.7\nClockID: -6\n' +
      'ID: 1\nsignal: 34/00007fff8ed9e6d0\nnotify: signal/tid.0\nClockID: 12\n',
  });
  assert.deepEqual(data, {
    process: {
      timers: [
        {
          id: 0,
          notification: 'none',
          signal: null,
          value: '0x0',
          targetId: 7,
          isForThread: false,
          clock: 'CLOCK_PROCESS_CPUTIME_ID',
          clockId: -6,
        },
        {
          id: 1,
          notification: 'signal',
          signal: 'SIGRTMIN',
          value: '0x7fff8ed9e6d0',
          targetId: null,
          isForThread: true,
          clock: 'OTHER',
          clockId: 12,
        },
      ],
    },
  });
});

test('no timer', async () => {
  const { data } = await askProcess('timers { id }', { timers: '' });
  assert.deepEqual(data, { process: { timers: [] } });
});
