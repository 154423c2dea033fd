import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseArchStatus } from '../../../src/procfs/pid/arch_status.ts';

const parse = (text: string) => parseArchStatus(Buffer.from(text));

test('a process that used AVX-512, and one that never did', () => {
  assert.deepEqual(parse('AVX512_elapsed_ms:\t4\n'), { avx512ElapsedMs: 4 });
  assert.deepEqual(parse('AVX512_elapsed_ms:\t-1\n'), { avx512ElapsedMs: -1 });
});

test('a processor without AVX-512, and one of another architecture', () => {
  assert.deepEqual(parse(''), { avx512ElapsedMs: null });
  assert.deepEqual(parse('SVE_elapsed_ms:\t7\n'), { avx512ElapsedMs: null });
});

test('rejects what is no number', () => {
  assert.throws(() => parse('AVX512_elapsed_ms:\t\n'), /"AVX512_elapsed_ms" is "", not a whole number/);
});
