import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address, unmapped } from '../../../src/procfs/net/address.ts';

for (const [situation, digits, order, text] of [
  ['an IPv4 address of a little-endian machine', '0100007F', 'LE', '127.0.0.1'],
  ['the same of a big-endian one', '7F000001', 'BE', '127.0.0.1'],
  ['any IPv4 address', '00000000', 'LE', '0.0.0.0'],
  ['an IPv4 address above 2^31', 'FE01A8C0', 'LE', '192.168.1.254'],
  ['an IPv6 address of a little-endian machine', 'B80D0120000000000000000001000000', 'LE', '2001:db8::1'],
  ['the same of a big-endian one', '20010DB8000000000000000000000001', 'BE', '2001:db8::1'],
  ['any IPv6 address', '00000000000000000000000000000000', 'LE', '::'],
  ['the loopback of IPv6', '00000000000000000000000001000000', 'LE', '::1'],
  ['zeros at the end', '000080FE000000000000000000000000', 'LE', 'fe80::'],
  ['the longer of two runs of zeros', '20010000000000010000000000000001', 'BE', '2001:0:0:1::1'],
  ['the first of two equal runs', '20010DB8000000000001000000000001', 'BE', '2001:db8::1:0:0:1'],
  ['a single zero, which stays', '20010DB8000000010001000100010001', 'BE', '2001:db8:0:1:1:1:1:1'],
  ['zeros beside a group that ends in 0', '20010010000000000010000000010001', 'BE', '2001:10::10:0:1:1'],
  ['no zero', '11112222333344445555666677778888', 'BE', '1111:2222:3333:4444:5555:6666:7777:8888'],
  ['IPv4 by way of IPv6', '0000000000000000FFFF00000100007F', 'LE', '::ffff:127.0.0.1'],
] as const) {
  test(situation, () => assert.equal(address(digits, order), text));
}

test('only an address of IPv4 is taken out of IPv6', () => {
  assert.deepEqual(['::ffff:127.0.0.1', '127.0.0.1', '::1', '::ffff:0:1'].map(unmapped), [
    '127.0.0.1',
    '127.0.0.1',
    '::1',
    '::ffff:0:1',
  ]);
});
