import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseMaps } from '../../../src/procfs/pid/maps.ts';
import { fixture } from '../../ask.ts';

const parse = (text: string) =>
  Array.from(parseMaps(Buffer.from(text, 'latin1')), ({ name, ...area }) => ({
    ...area,
    name: name?.toString('latin1') ?? null,
  }));

const plain = {
  start: 0x7fe1b7149000n,
  end: 0x7fe1b716f000n,
  readable: true,
  writable: false,
  executable: false,
  shared: false,
  offset: 0x26000n,
  major: 0xfe,
  minor: 0,
  inode: 339380,
  name: '/usr/lib/libc.so.6',
};
const range = '7fe1b7149000-7fe1b716f000';
const prefix = `${range} r--p 00026000 fe:00 339380`;
const padded = prefix.padEnd(73);

for (const [situation, line, differences] of [
  ['a file', `${padded}/usr/lib/libc.so.6`, {}],
  ['a path with spaces', `${padded}/a  b c `, { name: '/a  b c ' }],
  ['a newline in a path', `${padded}/new\\012line`, { name: '/new\nline' }],
  ['a backslash, which is not escaped', `${padded}/back\\slash\\040`, { name: '/back\\slash\\040' }],
  ['spaces before a name, which are lost in the padding', `${padded}   x`, { name: 'x' }],
  ['bytes that are not UTF-8, and a no-break space', `${padded}/\xff\xa0`, { name: '/\xff\xa0' }],
  ['deleted twice, it seems', `${padded}/x (deleted) (deleted)`, { name: '/x (deleted) (deleted)' }],
  ['no name', `${prefix} `, { name: null }],
  ['no name, padded', padded, { name: null }],
  ['a carriage return in a path', `${padded}/a\rb`, { name: '/a\rb' }],
  [
    'an inode past 2^53, and one space behind what is longer than the padding',
    'ffffffffff600000-ffffffffffffffff --xs ffffffffffffffff fff:fffff 18446744073709551615 /x',
    {
      start: 0xffffffffff600000n,
      end: 0xffffffffffffffffn,
      readable: false,
      executable: true,
      shared: true,
      offset: 0xffffffffffffffffn,
      major: 0xfff,
      minor: 0xfffff,
      inode: 18446744073709551615n,
      name: '/x',
    },
  ],
] as const) {
  test(situation, () => assert.deepEqual(parse(`${line}\n`), [{ ...plain, ...differences }]));
}

test('the page for system calls of very old programs: only executable', () => {
  const [area] = parse('ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]\n');
  assert.partialDeepStrictEqual(area, { readable: false, writable: false, executable: true, name: '[vsyscall]' });
});

test('a process of 32 bits: the name begins earlier', () => {
  const [area] = parse('08048000-08056000 rw-s 00000000 03:0c 64593      /usr/sbin/gpm\n');
  assert.partialDeepStrictEqual(area, { start: 0x8048000n, writable: true, shared: true, name: '/usr/sbin/gpm' });
});

test('no memory, and a last line without its newline', () => {
  assert.deepEqual(parse(''), []);
  assert.deepEqual(parse(`${padded}/usr/lib/libc.so.6`), [plain]);
});

test('a record is parsed when it is asked for: a damaged line costs that line', () => {
  const areas = parseMaps(Buffer.from(`${padded}\nwhat\n`));
  assert.equal(areas.length, 2);
  assert.equal(areas.at(0).start, plain.start);
  assert.throws(() => areas.at(1), /"what" is not a mapping/);
});

test('every line of the captured processes', () => {
  for (const pid of [1, 100, 600, 26231]) {
    const bytes = readFileSync(`${fixture}/${pid}/maps`);
    const areas = [...parseMaps(bytes)];
    assert.equal(areas.length, bytes.toString('latin1').trimEnd().split('\n').length);
    assert.ok(areas.every(({ start, end }, index) => start < end && (areas[index - 1]?.end ?? 0n) <= start));
  }
});

for (const [situation, line, message] of [
  ['half a line', `${range} r--p 0002`, /is not a mapping/],
  ['an empty line', '', /"" is not a mapping/],
  ['a permission that there is not', padded.replace('r--p', 'q--p'), /is not a mapping/],
  ['an inode that is no number', `${prefix}x /x`, /is not a mapping/],
  ['an address that is none', padded.replace('7fe1', '7fg1'), /is not a mapping/],
  ['what ends before it starts', padded.replace('7fe1b716f000', '1000'), /ends before it starts/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(`${line}\n`), message));
}
