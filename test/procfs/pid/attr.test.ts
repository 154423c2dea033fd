import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLabel } from '../../../src/procfs/pid/attr.ts';

for (const [situation, text, label] of [
  ['SELinux, with a NUL', 'system_u:system_r:init_t:s0\0', 'system_u:system_r:init_t:s0'],
  ['AppArmor, with a newline', '/usr/bin/man (enforce)\n', '/usr/bin/man (enforce)'],
  ['Smack, with nothing', '_', '_'],
  ['none set', '', null],
  ['none set, as a lone NUL', '\0', null],
] as const) {
  test(situation, () => assert.equal(parseLabel(Buffer.from(text)), label));
}
