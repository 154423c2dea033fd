import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askProcess } from '../ask-process.ts';

const inet = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const headers = { tcp: inet, udp: inet, unix: 'Num       RefCount Protocol Flags    Type St Inode Path' };

/** The state of a socket that stands in this row of a table. */
async function stateIn(table: keyof typeof headers, row: string): Promise<unknown> {
  const { data } = await askProcess('fd(number: 3) { target { ... on Socket { state } } }', {
    'fd/3': { link: 'socket:[10]' },
    [`net/${table}`]: `${headers[table]}\n${row}\n`,
  });
  return (data as { process: { fd: { target: { state: string } } } }).process.fd.target.state; // as asked for
}

for (const [printed, ofTcp, ofUdp] of [
  ['01', 'ESTABLISHED', 'ESTABLISHED'],
  ['02', 'SYN_SENT', null],
  ['03', 'SYN_RECV', null],
  ['04', 'FIN_WAIT1', null],
  ['05', 'FIN_WAIT2', null],
  ['06', 'TIME_WAIT', null],
  ['07', 'CLOSE', 'UNCONNECTED'],
  ['08', 'CLOSE_WAIT', null],
  ['09', 'LAST_ACK', null],
  ['0A', 'LISTEN', null],
  ['0B', 'CLOSING', null],
  ['0C', 'SYN_RECV', null],
  ['0D', 'UNKNOWN', 'UNKNOWN'],
] as const) {
  const row = `   0: 0100007F:1F90 0100007F:B62C ${printed} 00000000:00000000 00:00000000 00000000  1000        0 10 1 0`;
  test(`${printed} of TCP is ${ofTcp}`, async () => assert.equal(await stateIn('tcp', `${row} 20 4 30 10 -1`), ofTcp));
  if (ofUdp !== null) {
    test(`${printed} of UDP is ${ofUdp}`, async () => assert.equal(await stateIn('udp', `${row} 0`), ofUdp));
  }
}

for (const [flags, printed, state] of [
  ['00010000', '01', 'LISTEN'],
  ['00000000', '01', 'UNCONNECTED'],
  ['00000000', '02', 'CONNECTING'],
  ['00000000', '03', 'CONNECTED'],
  ['00000000', '04', 'DISCONNECTING'],
  ['00000000', '05', 'UNKNOWN'],
] as const) {
  test(`${printed} of a Unix socket with the flags ${flags} is ${state}`, async () => {
    assert.equal(await stateIn('unix', `0000000000000000: 00000002 00000000 ${flags} 0001 ${printed} 10`), state);
  });
}
