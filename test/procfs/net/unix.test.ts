import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseUnix } from '../../../src/procfs/net/unix.ts';

const header = 'Num       RefCount Protocol Flags    Type St Inode Path\n';
const parse = (text: string) =>
  parseUnix(Buffer.from(`${header}${text}`, 'latin1')).map(({ path, address, ...socket }) => ({
    ...socket,
    path: path?.toString('latin1') ?? null,
  }));

const row = (rest: string) => `00000000e41a2a39: 00000002 00000000 00010000 0001 01 ${rest}\n`;
const listener = { kind: 'unix', references: 2, listens: true, type: 1, state: 1, inode: 509111 };

for (const [situation, path] of [
  ['a path', '/srv/fixture/socket'],
  ['a path with spaces', '/tmp/a b '],
  ['an abstract name', '@name'],
  ['an abstract name with NULs, printed as at signs', '@a@b@@'],
  ['an abstract name of two lines', '@abstract\nname'],
  ['a name of only newlines', '@\n\n\n'],
  ['a name that ends in a newline', '@name\n'],
  ['a name whose second line looks almost like a socket', '@x\n00000000e41a2a39: 00000002 00000000'],
  ['a name that is not UTF-8', '/tmp/\xff\xfe'],
] as const) {
  test(situation, () => {
    assert.deepEqual(parse(`${row(`509111 ${path}`)}${row('17')}`), [
      { ...listener, path },
      { ...listener, inode: 17, path: null },
    ]);
  });
}

test('a socket without a name, and one that is not accepted yet', () => {
  assert.deepEqual(
    parse(
      '00000000242cc327: 00000003 00000000 00000000 0005 03 504973\n00000000242cc328: 00000003 00000000 00000000 0002 02     0\n',
    ),
    [
      { kind: 'unix', references: 3, listens: false, type: 5, state: 3, inode: 504973, path: null },
      { kind: 'unix', references: 3, listens: false, type: 2, state: 2, inode: 0, path: null },
    ],
  );
});

test('what tells two sockets without an inode apart', () => {
  const text = `${header}${row('0')}${row('0').replace('39:', '3a:')}`;
  const addresses = parseUnix(Buffer.from(text)).map(({ address }) => address);
  assert.deepEqual(addresses, ['00000000e41a2a39', '00000000e41a2a3a']);
});

test('a table without sockets', () => {
  assert.deepEqual(parse(''), []);
});

for (const [situation, text] of [
  ['a line that goes on from a socket without a name', `${row('17')}name\n`],
  ['a first line that is no socket', 'name\n'],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text), /"name" is not a Unix socket/));
}
