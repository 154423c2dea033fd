import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isListed, sysctlPath, sysctlPattern } from '../../src/model/sysctl.ts';

for (const [name, path] of [
  ['vm.swappiness', 'vm/swappiness'],
  ['vm/swappiness', 'vm/swappiness'],
  ['net.ipv4.conf.eth0/100.rp_filter', 'net/ipv4/conf/eth0.100/rp_filter'],
  ['net/ipv4/conf/eth0.100/rp_filter', 'net/ipv4/conf/eth0.100/rp_filter'],
  ['', null],
  ['/etc/passwd', null],
  ['vm/../kernel/core_pattern', null],
  ['vm.//.kernel.core_pattern', null],
  ['vm/./swappiness', null],
  ['vm/swappiness/', null],
  ['vm/swappiness\n', null],
  ['vm/*', null],
  ['a/'.repeat(200), null],
] as const) {
  test(`the setting ${JSON.stringify(name.slice(0, 40))}`, () => assert.equal(sysctlPath(name), path));
}

test('a listed name stands for itself, and one with a star for all below', () => {
  const patterns = ['vm.swappiness', 'net.ipv4.*'].map((text) => sysctlPattern(text) ?? '');
  assert.ok(isListed('vm/swappiness', patterns));
  assert.ok(isListed('net/ipv4/ip_forward', patterns));
  assert.ok(isListed('net/ipv4/conf/all/rp_filter', patterns));
  for (const other of ['vm/swappiness_x', 'vm', 'net/ipv4', 'net/ipv6/x', 'net/ipv4x/y']) {
    assert.ok(!isListed(other, patterns), other);
  }
});

test('nothing is listed by default', () => assert.ok(!isListed('vm/swappiness', [])));
