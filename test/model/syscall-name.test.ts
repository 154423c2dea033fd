import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syscallName } from '../../src/model/syscall-name.ts';

for (const [architecture, number, name] of [
  ['x64', 0, 'read'],
  ['x64', 230, 'clock_nanosleep'],
  ['x64', 334, 'rseq'],
  ['x64', 336, 'uprobe'],
  ['x64', 400, null],
  ['x64', 469, 'file_setattr'],
  ['arm64', 0, 'io_setup'],
  ['arm64', 63, 'read'],
  ['arm64', 115, 'clock_nanosleep'],
  ['arm64', 243, 'recvmmsg'],
  ['arm64', 250, null],
  ['arm64', 260, 'wait4'],
  ['arm64', 294, 'kexec_file_load'],
  ['arm64', 424, 'pidfd_send_signal'],
  ['arm64', 469, 'file_setattr'],
  ['x64', 1_000_000, null],
  ['x64', -1, null],
  ['mips', 0, null],
  ['constructor', 0, null],
] as const) {
  test(`${number} on ${architecture}: ${name}`, () => assert.equal(syscallName(architecture, number), name));
}
