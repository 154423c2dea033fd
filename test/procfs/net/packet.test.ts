import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePacket } from '../../../src/procfs/net/packet.ts';

const header = 'sk               RefCnt Type Proto  Iface R Rmem   User   Inode\n';
const parse = (text: string) => parsePacket(Buffer.from(`${header}${text}`));

test('a socket that receives every packet of an interface', () => {
  assert.deepEqual(parse('00000000660d5661 3      3    0003   2     1 2505   1000   509117\n'), [
    {
      kind: 'packet',
      references: 3,
      type: 3,
      etherType: 3,
      interfaceIndex: 2,
      running: true,
      receiveQueue: 2505,
      uid: 1000,
      inode: 509117,
    },
  ]);
});

test('one that does not run, of any interface', () => {
  assert.partialDeepStrictEqual(parse('00000000660d5661 3      2    88cc   0     0 0      0      7\n'), [
    { type: 2, etherType: 0x88cc, interfaceIndex: 0, running: false },
  ]);
});

test('a table without sockets', () => {
  assert.deepEqual(parse(''), []);
});

test('rejects half a line', () => {
  assert.throws(() => parse('00000000660d5661 3\n'), /"00000000660d5661 3" is not a packet socket/);
});
