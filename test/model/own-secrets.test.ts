import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { OwnSecrets } from '../../src/model/own-secrets.ts';

function ofThese(...texts: string[]): OwnSecrets {
  const secrets = new OwnSecrets();
  for (const text of texts) secrets.add(text);
  return secrets;
}

test('none: everything is as it is, and the very same bytes', () => {
  const bytes = Buffer.from('abc');
  assert.equal(ofThese('').areNone, true);
  assert.equal(ofThese('').masked('abc'), 'abc');
  assert.equal(ofThese('').maskedBytes(bytes), bytes);
  assert.equal(ofThese('abd').maskedBytes(bytes), bytes);
});

test('one that begins with another leaves nothing of itself', () => {
  assert.equal(ofThese('abc', 'abcdef').masked('x abcdef abc y'), 'x *** *** y');
});

test('bytes that are not UTF-8 around it stay what they are', () => {
  const bytes = Buffer.concat([Buffer.from([0xff]), Buffer.from('tökén$&'), Buffer.from([0xfe])]);
  const shown = Buffer.concat([Buffer.from([0xff]), Buffer.from('***'), Buffer.from([0xfe])]);
  assert.deepEqual(ofThese('tökén$&').maskedBytes(bytes), shown);
});

test('a cut comes before one that it would divide, or of which only the first bytes are there', () => {
  const cut = (text: string, at: number) => ofThese('abcd', 'xyz').cutBefore(Buffer.from(text), 0, at);
  assert.equal(cut('..abcd..', 4), 2);
  assert.equal(cut('..abcd..', 2), 2);
  assert.equal(cut('..abcd..', 6), 6);
  assert.equal(cut('..abc', 4), 2);
  assert.equal(cut('..abx.', 4), 4);
  assert.equal(cut('.xyabcd', 5), 3);
  assert.equal(cut('abcd', 2), 2, 'nothing would be before it');
});

test('wherever it stands, it is not shown', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(text, text, fc.stringMatching(/^[a-f0-9]{8,64}$/), (before, after, secret) => {
      const secrets = ofThese(secret);
      const whole = before + secret + after + secret;
      assert.ok(!secrets.masked(whole).includes(secret));
      assert.ok(!secrets.maskedBytes(Buffer.from(whole)).includes(secret));
    }),
  );
});
