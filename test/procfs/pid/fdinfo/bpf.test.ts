import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBpfLink, parseBpfMap, parseBpfProgram, parseBtf } from '../../../../src/procfs/pid/fdinfo/bpf.ts';
import { extra } from './extra.ts';

test('a map, as Linux 6.18 prints it', () => {
  const text =
    'map_type:\t1\nkey_size:\t4\nvalue_size:\t8\nmax_entries:\t16\nmap_flags:\t0x0\nmap_extra:\t0x0\nmemlock:\t2320\nmap_id:\t27\nfrozen:\t0\n';
  assert.deepEqual(parseBpfMap(extra(text)), {
    type: 1,
    keySize: 4,
    valueSize: 8,
    maxEntries: 16,
    memlock: 2320,
    id: 27,
    frozen: false,
  });
});

test('a program, as Linux 6.18 prints it', () => {
  const text =
    'prog_type:\t1\nprog_jited:\t1\nprog_tag:\t59f4a931744dcdc6\nmemlock:\t4096\nprog_id:\t97\nrun_time_ns:\t18446744073709551615\nrun_cnt:\t5\nrecursion_misses:\t0\nverified_insns:\t2\n';
  assert.deepEqual(parseBpfProgram(extra(text)), {
    type: 1,
    jited: true,
    tag: '59f4a931744dcdc6',
    memlock: 4096,
    id: 97,
    runTimeNs: 18446744073709551615n,
    runCount: 5,
    recursionMisses: 0,
    verifiedInsns: 2,
  });
});

test('a program of Linux 4.14, which counts nothing', () => {
  const program = parseBpfProgram(extra('prog_type:\t2\nprog_jited:\t0\nprog_tag:\t00ff\nmemlock:\t4096\n'));
  assert.partialDeepStrictEqual(program, { jited: false, id: null, runTimeNs: null, verifiedInsns: null });
});

test('a link with a program, and one of a map, which has none', () => {
  const program = 'prog_tag:\ta15b7646cb7f3322\nprog_id:\t21\n';
  assert.deepEqual(parseBpfLink(extra(`link_type:\tkprobe_multi\nlink_id:\t1\n${program}kprobe_cnt:\t3\n`)), {
    type: 'kprobe_multi',
    id: 1,
    programTag: 'a15b7646cb7f3322',
    programId: 21,
  });
  assert.deepEqual(parseBpfLink(extra('link_type:\tstruct_ops\nlink_id:\t2\nmap_id:\t9\n')), {
    type: 'struct_ops',
    id: 2,
    programTag: null,
    programId: null,
  });
});

test('types', () => assert.equal(parseBtf(extra('btf_id:\t5\n')), 5));

for (const [situation, parse, message] of [
  ['a map', parseBpfMap, /no "map_type" line/],
  ['a program', parseBpfProgram, /no "prog_type" line/],
  ['a link', parseBpfLink, /no "link_type" line/],
  ['types', parseBtf, /no "btf_id" line/],
] as const) {
  test(`rejects ${situation} without its lines`, () => assert.throws(() => parse(extra('')), message));
}
