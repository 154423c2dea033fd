import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAccounts } from '../../../src/procfs/etc/accounts.ts';

const parse = (text: string) => [...parseAccounts(Buffer.from(text))];

test('names by id', () => {
  assert.deepEqual(parse('root:x:0:0:root:/root:/bin/bash\nwww-data:x:33:33::/var/www:\n'), [
    [0, 'root'],
    [33, 'www-data'],
  ]);
});

test('two names of one id: the first counts', () => {
  assert.deepEqual(parse('root:x:0:\ntoor:x:0:\n'), [[0, 'root']]);
});

test('lines of another form are skipped: NIS entries, comments, an empty name, an id that is none', () => {
  assert.deepEqual(parse('+::::::\n# comment\n\n:x:5:\nbad:x:1e3:\nlast:x:7:'), [[7, 'last']]);
});
