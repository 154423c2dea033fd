import assert from 'node:assert/strict';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { checkedToken, tokenIn, usualTokenFile } from '../../src/cli/token.ts';

const directory = mkdtempSync(join(tmpdir(), 'procql-'));
after(() => rmSync(directory, { recursive: true }));

test('it is made once, for nobody else to read', () => {
  const file = join(directory, 'a/b/token');
  const token = tokenIn(file);
  assert.match(token, /^[\w-]{43}$/);
  assert.equal(readFileSync(file, 'utf8'), `${token}\n`);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(statSync(join(directory, 'a')).mode & 0o777, 0o700);
  assert.equal(tokenIn(file), token);
});

test('a directory has none', () => {
  assert.throws(() => tokenIn(directory), { name: 'CommandError', message: `no token: ${directory} is no file` });
});

test('one that others can read is no secret', () => {
  const file = join(directory, 'open');
  tokenIn(file);
  chmodSync(file, 0o640);
  assert.throws(() => tokenIn(file), { name: 'CommandError', message: /chmod 600/ });
});

test('one in a file of another user, who may know it, is refused', (t) => {
  if (process.getuid?.() !== 0) return t.skip('only root can give a file away');
  const file = join(directory, 'given');
  tokenIn(file);
  chownSync(file, 65_534, -1);
  assert.throws(() => tokenIn(file), { name: 'CommandError', message: /another user's/ });
});

test('one that is too short, or has spaces, is refused, wherever it comes from', () => {
  const file = join(directory, 'short');
  writeFileSync(file, 'secret\n', { mode: 0o600 });
  assert.throws(() => tokenIn(file), { name: 'CommandError', message: /at least 16 characters/ });
  assert.throws(() => checkedToken('two words are no token', 'PROCQL_TOKEN'), { message: /^PROCQL_TOKEN must be/ });
});

test('a file that cannot be made: an error in one line', () => {
  writeFileSync(join(directory, 'file'), '');
  const file = join(directory, 'file/token');
  assert.throws(() => tokenIn(file), { name: 'CommandError', message: /^no token: EEXIST/ });
});

test('where it is kept', () => {
  assert.equal(usualTokenFile({ XDG_STATE_HOME: '/state' }), '/state/procql/token');
  assert.match(usualTokenFile({ XDG_STATE_HOME: 'relative' }), /^\/.*\/\.local\/state\/procql\/token$/);
  assert.match(usualTokenFile({}), /^\/.*\/\.local\/state\/procql\/token$/);
});
