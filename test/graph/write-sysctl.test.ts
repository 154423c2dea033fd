import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openMachine } from '../../src/model/machine.ts';
import { act } from '../act.ts';
import { fixture } from '../ask.ts';

const machine = await openMachine('/proc');
const read = (path: string) => readFileSync(`/proc/sys/${path}`, 'utf8').trimEnd();
const takesRoot = process.getuid?.() === 0 ? false : 'to write a setting takes root';

const write = (path: string, value: string, sysctls: string[], on = machine) =>
  act(
    `mutation ($path: String!, $value: String!) {
      writeSysctl(path: $path, value: $value) {
        __typename
        ... on Sysctl { path value }
        ... on InvalidValue { argument }
        ... on Obstacle { message }
      }
    }`,
    { machine: on, sysctls, variables: { path, value } },
  );

for (const [name, sysctls] of [
  ['vm.swappiness', ['vm/swappiness']],
  ['vm/swappiness', ['vm/*']],
] as const) {
  test(`${name}, where ${sysctls} is listed, is written and read`, { skip: takesRoot }, async () => {
    const before = read('vm/swappiness');
    const { data, log } = await write(name, before, [...sysctls]);
    assert.deepEqual(data, { writeSysctl: { __typename: 'Sysctl', path: 'vm/swappiness', value: before } });
    assert.deepEqual(log, [`127.0.0.1:54321: "${before}" into the setting "${name}": done`]);
    assert.equal(read('vm/swappiness'), before);
  });
}

for (const sysctls of [[], ['kernel/*'], ['vm/swap']]) {
  test(`where [${sysctls}] is listed, vm.swappiness may not be written`, async () => {
    const { data } = await write('vm.swappiness', read('vm/swappiness'), sysctls);
    const message = 'vm/swappiness may not be written: the server’s --allow-sysctl does not list it';
    assert.deepEqual(data, { writeSysctl: { __typename: 'NotAllowed', message } });
  });
}

for (const [situation, path, value, argument] of [
  ['a name that leads elsewhere', '../kernel/core_pattern', 'x', 'path'],
  ['a setting that there is not', 'vm.hullo', '1', 'path'],
  ['a value with NUL', 'vm.swappiness', '1\0', 'value'],
  ['a value longer than a page', 'vm.swappiness', '1'.repeat(4096), 'value'],
] as const) {
  test(`${situation} is invalid`, async () => {
    const { data } = await write(path, value, ['vm/*']);
    assert.partialDeepStrictEqual(data, { writeSysctl: { __typename: 'InvalidValue', argument } });
  });
}

test('a value that the kernel does not take', { skip: takesRoot }, async () => {
  const before = read('vm/swappiness');
  const { data } = await write('vm.swappiness', 'much', ['vm/*']);
  const message = 'the kernel does not take "much" for vm/swappiness';
  assert.deepEqual(data, { writeSysctl: { __typename: 'InvalidValue', argument: 'value', message } });
  assert.equal(read('vm/swappiness'), before);
});

test('a captured tree is not written to', async () => {
  const before = readFileSync(`${fixture}/sys/kernel/kptr_restrict`, 'utf8');
  const { data } = await write('kernel.kptr_restrict', '7', ['kernel/*'], await openMachine(fixture));
  const message = 'sys/kernel/kptr_restrict: it is not of the procfs of a running kernel';
  assert.deepEqual(data, { writeSysctl: { __typename: 'ActFailed', message } });
  assert.equal(readFileSync(`${fixture}/sys/kernel/kptr_restrict`, 'utf8'), before);
});
