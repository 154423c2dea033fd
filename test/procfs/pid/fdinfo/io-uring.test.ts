import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseIoUring } from '../../../../src/procfs/pid/fdinfo/io-uring.ts';
import { extra } from './extra.ts';

const nothing = {
  sqEntries: null,
  sqHead: null,
  sqTail: null,
  cqEntries: null,
  cqHead: null,
  cqTail: null,
  sqes: null,
  cqes: null,
  sqThread: null,
  sqThreadCpu: null,
  sqTotalTime: null,
  sqWorkTime: null,
  userFiles: null,
  userBufs: null,
  napi: null,
};

test('Linux 6.18: a ring that the kernel does not poll', () => {
  const text =
    'SqMask:\t0x7\nSqHead:\t0\nSqTail:\t0\nCachedSqHead:\t0\nCqMask:\t0xf\nCqHead:\t0\nCqTail:\t0\nCachedCqTail:\t0\n' +
    'SQEs:\t0\nCQEs:\t0\nSqThread:\t-1\nSqThreadCpu:\t-1\nSqTotalTime:\t0\nSqWorkTime:\t0\nUserFiles:\t0\nUserBufs:\t0\n' +
    'PollList:\nCqOverflowList:\nNAPI:\tdisabled\n';
  assert.deepEqual(parseIoUring(extra(text)), {
    sqEntries: 8,
    sqHead: 0,
    sqTail: 0,
    cqEntries: 16,
    cqHead: 0,
    cqTail: 0,
    sqes: 0,
    cqes: 0,
    sqThread: null,
    sqThreadCpu: null,
    sqTotalTime: 0,
    sqWorkTime: 0,
    userFiles: 0,
    userBufs: 0,
    napi: false,
  });
});

test('requests, results and files stand between: they are not figures', () => {
  const text =
    'SqMask:\t0x3\nSqHead:\t4294967295\nSqTail:\t1\nSQEs:\t2\n' +
    '    0: opcode:READ, fd:5, flags:0, off:0, addr:0x7f00, rw_flags:0x0, buf_index:0 user_data:1\n' +
    'CQEs:\t1\n    0: user_data:1, res:-11, flag:0\nSqThread:\t885\nSqThreadCpu:\t0\nSqTotalTime:\t52793826\n' +
    'SqWorkTime:\t3590465\nUserFiles:\t2\n    0: socket:[12]\n    1: <none>\nUserBufs:\t1\n    0: 0x7f00/4096\n' +
    'PollList:\n  op=10, task_works=0\nCqOverflowList:\n  user_data=1, res=0, flags=0\nNAPI:\tenabled\n';
  assert.deepEqual(parseIoUring(extra(text)), {
    ...nothing,
    sqEntries: 4,
    sqHead: 4294967295,
    sqTail: 1,
    sqes: 2,
    cqes: 1,
    sqThread: 885,
    sqThreadCpu: 0,
    sqTotalTime: 52793826,
    sqWorkTime: 3590465,
    userFiles: 2,
    userBufs: 1,
    napi: true,
  });
});

test('Linux 5.10 prints three figures, 5.4 none', () => {
  const text = 'SqThread:\t-1\nSqThreadCpu:\t-1\nUserFiles:\t1\n    0: notes\nUserBufs:\t0\n';
  assert.deepEqual(parseIoUring(extra(text)), { ...nothing, userFiles: 1, userBufs: 0 });
  assert.deepEqual(parseIoUring(extra('')), nothing);
});

test('rejects a mask that is not hexadecimal', () => {
  assert.throws(() => parseIoUring(extra('SqMask:\t0xg\n')), /"SqMask" is "0xg", not hexadecimal/);
});
