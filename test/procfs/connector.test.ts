import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectorRequest, parseConnector } from '../../src/procfs/connector.ts';

/** Messages of Linux 6.18, as they were read. A header, the connector's, and the event: what, CPU, time, and the rest. */
const hex = {
  ack: '4c000000 0300 0000 00000000 00000000 01000000 01000000 00000000 35120000 2800 0000 00000000 00000000 7fe13285b5010000 00000000 0000000000000000000000000000000000000000',
  fork: '4c000000 0300 0000 50a30000 00000000 01000000 01000000 50a30000 00000000 2800 0000 01000000 01000000 44e1d923cf020000 d73d0000 d73d0000 093e0000 093e0000 0000000000000000',
  thread:
    '4c000000 0300 0000 55a30000 00000000 01000000 01000000 55a30000 00000000 2800 0000 01000000 01000000 c4770224cf020000 b63d0000 b63d0000 0c3e0000 d73d0000 0000000000000000',
  exec: '4c000000 0300 0000 10a30000 00000000 01000000 01000000 10a30000 00000000 2800 0000 02000000 01000000 c2f15b16cf020000 d73d0000 d73d0000 00000000000000000000000000000000',
  uid: '4c000000 0300 0000 53a30000 00000000 01000000 01000000 53a30000 00000000 2800 0000 04000000 01000000 16e3ee23cf020000 093e0000 093e0000 feff0000 feff0000 0000000000000000',
  gid: '4c000000 0300 0000 52a30000 00000000 01000000 01000000 52a30000 00000000 2800 0000 40000000 01000000 706fee23cf020000 093e0000 093e0000 feff0000 feff0000 0000000000000000',
  sid: '4c000000 0300 0000 51a30000 00000000 01000000 01000000 51a30000 00000000 2800 0000 80000000 01000000 00bced23cf020000 093e0000 093e0000 00000000000000000000000000000000',
  comm: '4c000000 0300 0000 4fa30000 00000000 01000000 01000000 4fa30000 00000000 2800 0000 00020000 01000000 9f53cd23cf020000 d73d0000 d73d0000 72656e616d6564000000000000000000',
  coredump:
    '4c000000 0300 0000 72a00000 00000000 01000000 01000000 72a00000 00000000 2800 0000 00000040 00000000 9f295f24cf020000 0e3e0000 0e3e0000 d73d0000 d73d0000 0000000000000000',
  exit: '4c000000 0300 0000 5aa30000 00000000 01000000 01000000 5aa30000 00000000 2800 0000 00000080 01000000 7e079324cf020000 0e3e0000 0e3e0000 8b000000 11000000 d73d0000 d73d0000',
  threadExit:
    '4c000000 0300 0000 57a30000 00000000 01000000 01000000 57a30000 00000000 2800 0000 00000080 01000000 1f2c1524cf020000 0c3e0000 d73d0000 00000000 ffffffff 00000000 00000000',
};

const bytes = (...messages: readonly string[]) => Buffer.from(messages.join('').replaceAll(' ', ''), 'hex');
const parse = (...messages: readonly string[]) => parseConnector(bytes(...messages));

/** The message with other bytes from some place on. */
function changed(message: string, at: number, other: string): Buffer {
  const copy = bytes(message);
  copy.write(other, at, 'hex');
  return copy;
}

for (const [situation, message, expected] of [
  ['a process forks', hex.fork, { what: 'FORK', parentTid: 15831, parentPid: 15831, tid: 15881, pid: 15881 }],
  ['a thread begins', hex.thread, { what: 'FORK', parentTid: 15798, parentPid: 15798, tid: 15884, pid: 15831 }],
  ['another program', hex.exec, { what: 'EXEC', tid: 15831, pid: 15831 }],
  ['another user', hex.uid, { what: 'UID', tid: 15881, pid: 15881, real: 65534, effective: 65534 }],
  ['another group', hex.gid, { what: 'GID', tid: 15881, pid: 15881, real: 65534, effective: 65534 }],
  ['a new session', hex.sid, { what: 'SID', tid: 15881, pid: 15881 }],
  ['another name', hex.comm, { what: 'COMM', tid: 15831, pid: 15831, name: Buffer.from('renamed') }],
  ['a core dump', hex.coredump, { what: 'COREDUMP', tid: 15886, pid: 15886, parentTid: 15831, parentPid: 15831 }],
  [
    'a process ends by SIGSEGV, its core dumped',
    hex.exit,
    { what: 'EXIT', tid: 15886, pid: 15886, code: 139, signal: 17, parentTid: 15831, parentPid: 15831 },
  ],
  [
    'a thread ends',
    hex.threadExit,
    { what: 'EXIT', tid: 15884, pid: 15831, code: 0, signal: -1, parentTid: 0, parentPid: 0 },
  ],
] as const) {
  test(situation, () => {
    const [event, ...more] = parse(message);
    assert.deepEqual(more, []);
    assert.partialDeepStrictEqual(event, expected);
  });
}

test('when, on which CPU, and as which event there', () => {
  assert.partialDeepStrictEqual(parse(hex.exit), [{ seq: 41818, cpu: 1, at: 3_088_695_101_310n }]);
});

test('the answer to a request has the next number', () => {
  assert.partialDeepStrictEqual(parse(hex.ack), [{ what: 'ACK', ack: 0x1235, error: 0 }]);
  assert.partialDeepStrictEqual(parseConnector(changed(hex.ack, 52, '01000000')), [{ what: 'ACK', error: 1 }]);
  assert.equal(connectorRequest('LISTEN', 0x1234).readUInt32LE(28), 0x1234);
});

test('a tracer comes, and goes', () => {
  const attach = `${hex.sid.slice(0, hex.sid.indexOf('80000000'))}00010000 01000000 00bced23cf020000 093e0000 093e0000 0d3e0000 0d3e0000 0000000000000000`;
  assert.partialDeepStrictEqual(parse(attach), [{ what: 'PTRACE', pid: 15881, tracerTid: 15885, tracerPid: 15885 }]);
});

test('what a newer kernel tells has no name here, but counts', () => {
  const [event] = parseConnector(changed(hex.fork, 36, '00040000'));
  assert.partialDeepStrictEqual(event, { what: 'OTHER', bit: 0x400, seq: 41808, cpu: 1 });
});

test('several messages, one behind the other', () => {
  assert.deepEqual(
    parse(hex.fork, hex.exec, hex.exit).map(({ what }) => what),
    ['FORK', 'EXEC', 'EXIT'],
  );
});

test('messages that carry nothing, or are of another connector, are left out', () => {
  const nothing = changed(hex.fork, 4, '0100');
  const another = changed(hex.fork, 16, '03000000');
  assert.deepEqual(
    parseConnector(Buffer.concat([nothing, another, bytes(hex.exec)])).map(({ what }) => what),
    ['EXEC'],
  );
});

test('a name of 16 bytes has no end', () => {
  const [event] = parseConnector(changed(hex.comm, 60, '78'.repeat(16)));
  assert.partialDeepStrictEqual(event, { name: Buffer.from('x'.repeat(16)) });
});

test('nothing', () => {
  assert.deepEqual(parseConnector(Buffer.alloc(0)), []);
});

for (const [situation, damaged, message] of [
  ['a header that is cut short', bytes(hex.fork).subarray(0, 15), 'a message of 0 bytes, where 15 are left'],
  ['a message that is cut short', bytes(hex.fork).subarray(0, 75), 'a message of 76 bytes, where 75 are left'],
  ['a message shorter than its header', changed(hex.fork, 0, '0f000000'), 'a message of 15 bytes, where 76 are left'],
  ['a message too short for a connector', changed(hex.fork, 0, '20000000'), '16 bytes are no message of a connector'],
  ['an event too short for what it is', changed(hex.fork, 32, '1000'), '16 bytes are no event of a process'],
  ['an event longer than its message', changed(hex.fork, 32, '2900'), '40 bytes are no event of a process'],
] as const) {
  test(`rejects ${situation}`, () => {
    assert.throws(() => parseConnector(damaged), { name: 'ProcfsError', reason: 'MALFORMED', message });
  });
}
