import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseStack } from '../../../src/procfs/pid/stack.ts';

const parse = (text: string) => parseStack(Buffer.from(text));

test('a call in a module, from the kernel, the innermost first', () => {
  assert.deepEqual(parse('[<0>] nft_do_chain.isra.0+0x1f/0x5d0 [nf_tables]\n[<0>] do_syscall_64+0x71/0x280\n'), [
    { name: 'nft_do_chain.isra.0', offset: 0x1fn, size: 0x5d0n, module: 'nf_tables', address: null },
    { name: 'do_syscall_64', offset: 0x71n, size: 0x280n, module: null, address: null },
  ]);
});

test('no bytes: it runs', () => {
  assert.deepEqual(parse(''), []);
});

test('Linux 4.14 tells addresses, and ends with one that is none', () => {
  assert.deepEqual(parse('[<ffffffff81000123>] pipe_wait+0x70/0xc0\n[<ffffffffffffffff>] 0xffffffffffffffff\n'), [
    { name: 'pipe_wait', offset: 0x70n, size: 0xc0n, module: null, address: 0xffffffff81000123n },
  ]);
});

test('an address that lies in no symbol', () => {
  assert.deepEqual(parse('[<0>] 0xffffffffc0201234\n'), [
    { name: null, offset: null, size: null, module: null, address: 0xffffffffc0201234n },
  ]);
});

for (const [situation, text] of [
  ['half a line', '[<0>] do_syscall'],
  ['a line cut before its newline', '[<0>] do_syscall_64+0x71/0x280'],
  ['no size', '[<0>] do_syscall_64+0x71\n'],
  ['an offset that is not hexadecimal', '[<0>] do_syscall_64+0xg/0x280\n'],
  ['an empty line', '\n'],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text), /is no frame|it ends within a line/));
}
