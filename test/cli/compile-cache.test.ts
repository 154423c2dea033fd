import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { copied } from './copied.ts';
import { Running } from './run.ts';

const query = ['query', '{ __typename }'];

test('what has been compiled is kept beside the program, and used again', async () => {
  const copy = copied('src');
  const main = join(copy, 'src/main.ts');
  const first = await new Running(query, { main }).end();
  assert.partialDeepStrictEqual(first, { status: 0, stderr: '' });
  const [ofThisNode = ''] = readdirSync(join(copy, '.cache'));
  const kept = readdirSync(join(copy, '.cache', ofThisNode));
  assert.ok(kept.length > 100, 'each module is');
  const again = await new Running(query, { main, env: { NODE_DEBUG_NATIVE: 'COMPILE_CACHE' } }).end();
  assert.match(again.stderr, /run\.ts was accepted/);
});

test('whoever may not write there is told nothing of it', async () => {
  const copy = copied('src');
  const { status, stderr } = await new Running(query, { main: join(copy, 'src/main.ts'), uid: 65_534 }).end();
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  assert.ok(!readdirSync(copy).includes('.cache'));
});
