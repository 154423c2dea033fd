import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDrm } from '../../../../src/procfs/pid/fdinfo/drm.ts';
import { extra } from './extra.ts';

// Invented, in the form of Documentation/gpu/drm-usage-stats.rst: there is no graphics card where procql is developed.
const parse = (text: string) => parseDrm(extra(`drm-driver:\tx\n${text}`));

const engine = { busyNs: null, capacity: 1, cycles: null, totalCycles: null, maxFrequencyHz: null };
const region = { total: null, shared: null, resident: null, purgeable: null, active: null };

test('amdgpu: engines in nanoseconds, memory in KiB, lines of its own', () => {
  const text =
    'drm-client-id:\t7\ndrm-pdev:\t0000:03:00.0\ndrm-client-name:\tfire fox\n' +
    'drm-total-vram:\t12 MiB\ndrm-shared-vram:\t0\ndrm-active-vram:\t4 KiB\ndrm-resident-vram:\t12288 KiB\ndrm-purgeable-vram:\t0\n' +
    'drm-memory-vram:\t1 KiB\namd-evicted-vram:\t0 KiB\ndrm-engine-gfx:\t12345 ns\ndrm-engine-dec:\t0 ns\n';
  assert.deepEqual(parse(text), {
    driver: 'x',
    pdev: '0000:03:00.0',
    clientId: 7,
    clientName: 'fire fox',
    engines: [
      { ...engine, name: 'gfx', busyNs: 12345 },
      { ...engine, name: 'dec', busyNs: 0 },
    ],
    regions: [{ name: 'vram', total: 12582912, shared: 0, active: 4096, resident: 12582912, purgeable: 0 }],
  });
});

test('xe: engines in cycles, of which some are two', () => {
  const text = 'drm-cycles-vcs:\t3\ndrm-total-cycles-vcs:\t18446744073709551615\ndrm-engine-capacity-vcs:\t2\n';
  assert.deepEqual(parse(text)?.engines, [
    { ...engine, name: 'vcs', cycles: 3, totalCycles: 18446744073709551615n, capacity: 2 },
  ]);
  assert.deepEqual(parse(text)?.regions, []);
});

test('panfrost: a frequency', () => {
  const text = 'drm-engine-fragment:\t1 ns\ndrm-cycles-fragment:\t2\ndrm-maxfreq-fragment:\t800 MHz\n';
  assert.deepEqual(parse(text)?.engines, [
    { ...engine, name: 'fragment', busyNs: 1, cycles: 2, maxFrequencyHz: 800_000_000 },
  ]);
});

test('older drivers print resident memory as `drm-memory-`', () => {
  assert.deepEqual(parse('drm-memory-gtt:\t2 KiB\n')?.regions, [{ ...region, name: 'gtt', resident: 2048 }]);
});

test('bytes past 2^53 keep every digit', () => {
  assert.equal(parse('drm-total-x:\t9007199254740993 KiB\n')?.regions[0]?.total, 9223372036854776832n);
});

test('a driver that prints nothing else, and a device that is no graphics card', () => {
  const nothing = { pdev: null, clientId: null, clientName: null, engines: [], regions: [] };
  assert.deepEqual(parse(''), { driver: 'x', ...nothing });
  assert.equal(parseDrm(extra('tty-index:\t1\n')), null);
});

for (const [situation, text, message] of [
  ['a time in another unit', 'drm-engine-gfx:\t5 ms\n', /"drm-engine-gfx" is "5 ms", not a number of ns/],
  ['memory in the name of a property', 'drm-total-x:\t5 constructor\n', /not a number of KiB, MiB/],
  ['memory below zero', 'drm-total-x:\t-5 KiB\n', /not a number of KiB, MiB/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text), message));
}
