import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCommand } from '../../src/cli/command.ts';

const controlOf = (...args: string[]) => {
  const command = parseCommand(args);
  assert.ok('control' in command);
  return command.control;
};

for (const command of [['serve'], ['query', '{ a }']]) {
  test(`${command[0]}: nothing may be done unless that is said`, () => assert.equal(controlOf(...command), undefined));

  test(`${command[0]} --allow-control: processes may be controlled, no setting may be written`, () => {
    assert.deepEqual(controlOf(...command, '--allow-control'), { sysctls: [] });
  });

  test(`${command[0]} --allow-sysctl: names with dots and slashes, and all below one`, () => {
    const names = 'vm.swappiness,kernel/pid_max,net.ipv4.*,vm/*,net.ipv4.conf.eth0/1.forwarding';
    assert.deepEqual(controlOf(...command, '--allow-control', '--allow-sysctl', names), {
      sysctls: ['vm/swappiness', 'kernel/pid_max', 'net/ipv4/*', 'vm/*', 'net/ipv4/conf/eth0.1/forwarding'],
    });
  });
}

test('schema: that of a server that may act, or may not', () => {
  assert.equal(controlOf('schema'), false);
  assert.equal(controlOf('schema', '--allow-control'), true);
});

test('wrong: --allow-sysctl alone', () => {
  const message = '--allow-sysctl needs --allow-control too';
  assert.throws(() => parseCommand(['--allow-sysctl', 'vm.swappiness']), { name: 'CommandError', status: 2, message });
});

for (const name of ['*', 'vm.*.x', 'vm*', '../kernel/core_pattern', '/vm', 'vm..swappiness', 'vm.swappiness,']) {
  test(`wrong: --allow-sysctl "${name}"`, () => {
    const message = /^--allow-sysctl must list names like vm\.swappiness or vm\.\*, but has "/;
    const args = ['--allow-control', '--allow-sysctl', name];
    assert.throws(() => parseCommand(args), { name: 'CommandError', status: 2, message });
  });
}
