import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Line, LineSplitter, longestLine } from '../../src/live/lines.ts';
import { OwnSecrets } from '../../src/model/own-secrets.ts';

const token = 'a0b1€c2d3e4f5';
const secrets = new OwnSecrets();
secrets.add(token);

/** The lines of bytes that come in these pieces, and the unfinished one. */
function split(...pieces: (string | Buffer)[]): Line[] {
  const splitter = new LineSplitter(0, secrets);
  return [...pieces.flatMap((piece) => [...splitter.feed(Buffer.from(piece))]), ...splitter.rest()];
}

const texts = (...pieces: (string | Buffer)[]) => split(...pieces).map(({ text }) => text);

for (const [situation, pieces, expected] of [
  ['lines', ['a\nb\n'], ['a', 'b']],
  ['empty lines', ['\n\na\n\n'], ['', '', 'a', '']],
  ['a line in three pieces', ['one', ' line', '\nnext\n'], ['one line', 'next']],
  ['CR LF', ['a\r\nb\r\n'], ['a', 'b']],
  ['CR LF in two pieces', ['a\r', '\nb\n'], ['a', 'b']],
  ['one carriage return of two', ['a\r\r\n'], ['a\r']],
  ['carriage returns inside are data', ['1%\r2%\r\n'], ['1%\r2%']],
  ['NUL bytes are data', ['a\0b\n\0\n'], ['a\0b', '\0']],
  ['a character in two pieces', [Buffer.of(0xe2, 0x82), Buffer.of(0xac, 0x0a)], ['€']],
  ['bytes that are not UTF-8', [Buffer.of(0x61, 0xff, 0x62, 0x0a)], ['a\u{fffd}b']],
  ['a lone byte order mark', [Buffer.of(0xef, 0xbb, 0xbf, 0x61, 0x0a)], ['\u{feff}a']],
] as const) {
  test(situation, () => assert.deepEqual(texts(...pieces), expected));
}

test('offsets count bytes, line ends too', () => {
  const offsets = split('é\r\n\nab', 'c\n').map(({ offset }) => offset);
  assert.deepEqual(offsets, [0, 4, 5]);
});

test('an unfinished line is held, and flagged when it is given up', () => {
  const splitter = new LineSplitter(100, secrets);
  assert.deepEqual(
    [...splitter.feed(Buffer.from('a\nhalf'))],
    [{ text: 'a', offset: 100, cut: false, partial: false }],
  );
  assert.deepEqual(splitter.rest(), [{ text: 'half', offset: 102, cut: false, partial: true }]);
  assert.deepEqual(splitter.rest(), []);
});

test('a line of exactly the longest length is whole', () => {
  const longest = 'x'.repeat(longestLine);
  assert.deepEqual(
    split(`${longest}\n${longest}\r\n`).map(({ cut }) => cut),
    [false, false],
  );
});

test('a line of 10 MB comes in pieces, with nothing lost and no character divided', () => {
  const long = '€uro'.repeat(2_500_000);
  const bytes = Buffer.from(`${long}\nnext\n`);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 40_000) }, (_, index) =>
    bytes.subarray(index * 40_000, (index + 1) * 40_000),
  );
  const lines = split(...pieces);
  assert.deepEqual(lines.pop(), { text: 'next', offset: bytes.length - 5, cut: false, partial: false });
  assert.equal(lines.map(({ text }) => text).join(''), long);
  assert.ok(lines.every(({ cut }, index) => cut === index < lines.length - 1));
  assert.ok(lines.every(({ text }) => Buffer.byteLength(text) <= longestLine));
});

test('a long line that is not UTF-8 is cut all the same', () => {
  const lines = split(Buffer.alloc(longestLine + 10, 0x80));
  assert.deepEqual(
    lines.map(({ text, cut, partial }) => [text.length, cut, partial]),
    [
      [longestLine, true, false],
      [10, false, true],
    ],
  );
});

test('a long line is cut before a token that the cut would divide, wherever it stands and in whatever pieces it comes', () => {
  for (let before = longestLine - 20; before <= longestLine + 2; before++) {
    const line = Buffer.from(`${'x'.repeat(before)}${token}${'y'.repeat(longestLine)}${token}`);
    for (const first of [line.length, longestLine + 1, before + 1, before + 5, before + 14]) {
      const pieces = texts(line.subarray(0, first), line.subarray(first), '\n');
      assert.equal(pieces.join(''), line.toString());
      assert.equal(pieces.join('|').split(token).length, 3, `${before} ${first}`);
      assert.ok(pieces.every((text) => text !== '' && Buffer.byteLength(text) <= longestLine));
    }
  }
});

test('a token that repeats itself is divided nowhere either, and one longer than a line does not stop all', () => {
  const repeated = new OwnSecrets();
  repeated.add('abab');
  repeated.add('q'.repeat(longestLine + 2));
  const lines = (text: string) => [...new LineSplitter(0, repeated).feed(Buffer.from(text))].map(({ text }) => text);
  assert.ok(lines(`${'x'.repeat(longestLine - 3)}${'ab'.repeat(4)}\n`).every((text) => /^x+$|^(?:abab)+$/.test(text)));
  assert.equal(lines(`${'q'.repeat(longestLine * 2)}\n`).join('').length, longestLine * 2);
});

for (const [situation, start] of [
  ['in whatever pieces bytes come, the lines are the same', ''],
  ['the same near the longest length', 'x'.repeat(longestLine - 4)],
] as const) {
  test(situation, () => {
    const byte = fc.constantFrom(0x0a, 0x0d, 0x61, 0x00, 0xe2, 0x82, 0xac, 0xf0, 0xff);
    fc.assert(
      fc.property(fc.array(fc.array(byte, { maxLength: 4 })), (rest) => {
        const pieces = [start, ...rest].map((bytes) => Buffer.from(bytes));
        assert.deepEqual(split(...pieces), split(Buffer.concat(pieces)));
      }),
      { numRuns: start === '' ? 1000 : 200 },
    );
  });
}
