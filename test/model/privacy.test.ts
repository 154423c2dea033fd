import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OwnSecrets } from '../../src/model/own-secrets.ts';
import { guardOf } from '../../src/model/privacy.ts';

test('a secret that is kept later is masked in what was shown before', () => {
  const secrets = new OwnSecrets();
  const { shown } = guardOf({ deny: [], showSecrets: false }, secrets);
  const bytes = Buffer.from('run\0--user\0abcdef\0--token\0x\0');
  const before = 'run\0--user\0abcdef\0--token\0***\0';
  assert.equal(`${shown('7/cmdline', bytes)}`, before);
  assert.equal(`${shown('7/cmdline', bytes)}`, before);
  secrets.add('abcdef');
  assert.equal(`${shown('7/task/8/cmdline', bytes)}`, 'run\0--user\0***\0--token\0***\0');
});

test('more different command lines than are kept, and longer ones: each is masked', () => {
  const { shown } = guardOf({ deny: [], showSecrets: false }, new OwnSecrets());
  for (const round of [1, 2]) {
    for (let n = 0; n < 5000; n++) {
      const given = Buffer.from(`run${n}\0--token\0x${n}\0`);
      assert.equal(`${shown('7/cmdline', given)}`, `run${n}\0--token\0***\0`, `${round}`);
    }
  }
  const long = 'x'.repeat(10_000);
  assert.equal(`${shown('7/cmdline', Buffer.from(`${long}\0TOKEN=${long}`))}`, `${long}\0TOKEN=***`);
});

test('no other file is looked into, and nothing is closed', () => {
  const { shown, denial } = guardOf({ deny: [], showSecrets: false }, new OwnSecrets());
  const bytes = Buffer.from('TOKEN=abc');
  assert.equal(shown('7/status', bytes), bytes);
  assert.equal(denial, null);
});
