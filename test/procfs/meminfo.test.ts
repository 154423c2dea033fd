import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMeminfo } from '../../src/procfs/meminfo.ts';

const parse = (text: string) => Object.fromEntries(parseMeminfo(Buffer.from(text)));

test('bytes, counts without a unit, keys with brackets, keys of a later kernel', () => {
  assert.deepEqual(
    parse('MemTotal:       24684084 kB\nActive(anon):       1528 kB\nHugePages_Total:       2\nFuture:   1 kB\n'),
    { MemTotal: 25276502016, 'Active(anon)': 1564672, HugePages_Total: 2, Future: 1024 },
  );
});

test('no space after the colon', () => {
  assert.deepEqual(parse('ShadowCallStack:10373888 kB\n'), { ShadowCallStack: 10622861312 });
});

test('the vmalloc area is more kB than 2^53 bytes', () => {
  assert.deepEqual(parse('VmallocTotal:   18014398509481983 kB\n'), { VmallocTotal: 18446744073709550592n });
});

test('lines that are no number of kB are left out', () => {
  assert.deepEqual(parse('\nA: 1 pages\nB: x kB\nC:\nno colon\nD: -1 kB\nE: 5 kB'), { E: 5120 });
});
