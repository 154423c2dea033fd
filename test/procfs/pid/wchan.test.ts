import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseWchan } from '../../../src/procfs/pid/wchan.ts';

const parse = (text: string) => parseWchan(Buffer.from(text));

for (const [situation, text, name] of [
  ['a function', 'hrtimer_nanosleep', 'hrtimer_nanosleep'],
  ['a function of Rust, with a suffix of the compiler', '_RNvMs_NtC4rust4file.llvm.42', '_RNvMs_NtC4rust4file.llvm.42'],
  ['running, or not to be traced', '0', null],
  ['an address without a name, as of kernels without symbols', '18446744071582951', null],
] as const) {
  test(situation, () => assert.equal(parse(text), name));
}

for (const text of ['', 'pipe_read\n', 'a b']) {
  test(`rejects ${JSON.stringify(text)}`, () => assert.throws(() => parse(text), /not a symbol/));
}
