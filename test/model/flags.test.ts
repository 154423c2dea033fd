import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bpfMapTypes } from '../../src/model/bpf-map-types.ts';
import { bpfProgramTypes } from '../../src/model/bpf-program-types.ts';
import { epollEvents } from '../../src/model/epoll-events.ts';
import { fanotifyEvents, fanotifyFlags, fanotifyMarkFlags } from '../../src/model/fanotify.ts';
import { flagsIn, namedOf } from '../../src/model/flags.ts';
import { inotifyEvents } from '../../src/model/inotify-events.ts';
import { timerFlags } from '../../src/model/timer-flags.ts';

test('the highest of 32 bits, and one without a name', () => {
  assert.deepEqual(flagsIn(0x8000_1001, epollEvents), [0x1, 0x8000_0000]);
});

test('a number with a name, and one without', () => {
  assert.equal(namedOf(27, bpfMapTypes), 27);
  assert.equal(namedOf(0, bpfMapTypes), null);
});

for (const [situation, names] of [
  ['epoll events', epollEvents],
  ['inotify events', inotifyEvents],
  ['fanotify events', fanotifyEvents],
  ['fanotify flags', fanotifyFlags],
  ['fanotify mark flags', fanotifyMarkFlags],
  ['timer flags', timerFlags],
] as const) {
  test(`${situation} are one bit each, rising, and described with it`, () => {
    let last = 0;
    for (const [name, { value, description }] of Object.entries(names)) {
      assert.ok(value > last && Number.isInteger(Math.log2(value)), name);
      assert.match(description, new RegExp(`[:?] 0x${value.toString(16)}\\.?$`), name);
      last = value;
    }
  });
}

for (const [situation, names] of [
  ['maps', bpfMapTypes],
  ['programs', bpfProgramTypes],
] as const) {
  test(`kinds of BPF ${situation} are numbered from 1 on, and described with it`, () => {
    Object.values(names).forEach(({ value, description }, index) => {
      assert.equal(value, index + 1);
      assert.match(description, new RegExp(`: ${value}\\.$`));
    });
  });
}
