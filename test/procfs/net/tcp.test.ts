import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTcp } from '../../../src/procfs/net/tcp.ts';

const parse = (text: string) => parseTcp(Buffer.from(text, 'latin1'), 'LE');
const header = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

const plain = {
  kind: 'inet',
  localAddress: '127.0.0.1',
  localPort: 8080,
  remoteAddress: '127.0.0.1',
  remotePort: 46636,
  state: 1,
  sendQueue: 0,
  receiveQueue: 5,
  timer: 0,
  timerTicks: 0n,
  retransmits: 0,
  uid: 1000,
  probes: 0,
  inode: 509259,
  references: 1,
  tcp: { retransmitTimeoutTicks: 20, congestionWindow: 10, slowStartThreshold: -1 },
  drops: null,
};

for (const [situation, line, differences] of [
  [
    'a connection',
    '   2: 0100007F:1F90 0100007F:B62C 01 00000000:00000005 00:00000000 00000000  1000        0 509259 1 000000006db4a9a1 20 4 30 10 -1                    ',
    {},
  ],
  [
    'the short line of TIME_WAIT, whose inode and uid are 0',
    '   4: 0100007F:1F90 0100007F:B62C 06 00000000:00000000 03:0000158F 00000000     0        0 0 3 00000000d389a9a9',
    {
      state: 6,
      receiveQueue: 0,
      timer: 3,
      timerTicks: 5519n,
      uid: 0,
      inode: 0,
      references: 3,
      tcp: null,
    },
  ],
  [
    'a listener, with connections to accept',
    '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000003 00:00000000 00000000  1000        0 504975 1 00000000f0616741 100 0 0 10 0',
    {
      state: 10,
      remoteAddress: '0.0.0.0',
      remotePort: 0,
      receiveQueue: 3,
      inode: 504975,
      tcp: { retransmitTimeoutTicks: 100, congestionWindow: 10, slowStartThreshold: 0 },
    },
  ],
  [
    'data sent again, a queue that is less than nothing, a user id past 2^31',
    '12345: 0100007F:1F90 0100007F:B62C 01 FFFFFFFE:00000005 01:00000016 00000003 4294967294       15 509259 1 ffff888004ab8000 20 4 30 1 7',
    {
      sendQueue: 4294967294,
      timer: 1,
      timerTicks: 22n,
      retransmits: 3,
      uid: 4294967294,
      probes: 15,
      tcp: { retransmitTimeoutTicks: 20, congestionWindow: 1, slowStartThreshold: 7 },
    },
  ],
  [
    'IPv4 that comes to a socket of IPv6',
    '   0: 0000000000000000FFFF00000100007F:1F90 0000000000000000FFFF00000100007F:B62C 01 00000000:00000005 00:00000000 00000000  1000        0 509259 1 0000000000000000 20 4 30 10 -1',
    { localAddress: '::ffff:127.0.0.1', remoteAddress: '::ffff:127.0.0.1' },
  ],
  [
    'a socket of UDP, which drops',
    ' 2286: 0100007F:14E9 00000000:0000 07 00000000:00000300 00:00000000 00000000  1000        0 509113 2 000000000bfc0de9 17        ',
    {
      localPort: 5353,
      remoteAddress: '0.0.0.0',
      remotePort: 0,
      state: 7,
      receiveQueue: 768,
      inode: 509113,
      references: 2,
      tcp: null,
      drops: 17,
    },
  ],
  [
    'an inode past 2^53',
    '   2: 0100007F:1F90 0100007F:B62C 01 00000000:00000005 00:00000000 00000000  1000        0 18446744073709551615 1 000000006db4a9a1 20 4 30 10 -1',
    { inode: 18446744073709551615n },
  ],
] as const) {
  test(situation, () => assert.deepEqual(parse(`${header}${line}\n`), [{ ...plain, ...differences }]));
}

test('a table without sockets', () => {
  assert.deepEqual(parse(header), []);
});

test('a big-endian machine', () => {
  const line =
    '   0: 7F000001:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4 1 0 100 0 0 10 0';
  assert.equal(parseTcp(Buffer.from(`${line}\n`), 'BE')[0]?.localAddress, '127.0.0.1');
});

for (const [situation, line] of [
  ['half a line', '   0: 0100007F:1F90 00000000:0000 0A'],
  [
    'an address of another length',
    '   0: 0100007F00:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 4 1 0',
  ],
  [
    'an inode that is no number',
    '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 x 1 0',
  ],
  ['a line of words', 'not a socket'],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(`${header}${line}\n`), /is not a socket$/));
}
