import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseNetlink } from '../../../src/procfs/net/netlink.ts';

const header = 'sk               Eth Pid        Groups   Rmem     Wmem     Dump  Locks    Drops    Inode\n';
const parse = (text: string) => parseNetlink(Buffer.from(`${header}${text}`));

test('a socket of a process, whose port has the highest bit', () => {
  const line = '000000008f57e3e0 15  4294963199 80000001 768      0        0     2        3        509115  \n';
  assert.deepEqual(parse(line), [
    {
      kind: 'netlink',
      protocol: 15,
      portId: 4294963199,
      groups: 0x80000001,
      receiveQueue: 768,
      sendQueue: 0,
      references: 2,
      drops: 3,
      inode: 509115,
    },
  ]);
});

test('columns of an older kernel: a pointer for the dump', () => {
  const line = 'ffff88003d0a8800 0   0      00000000 0        0        (null) 2        0        7       \n';
  assert.partialDeepStrictEqual(parse(line), [{ protocol: 0, portId: 0, inode: 7 }]);
});

test('rejects half a line', () => {
  assert.throws(() => parse('000000008f57e3e0 15  26231\n'), /"000000008f57e3e0 15 {2}26231" is not a netlink socket/);
});
