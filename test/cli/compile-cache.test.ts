import assert from 'node:assert/strict';
import { chmodSync, cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { packageFile } from '../../src/package-file.ts';
import { Running } from './run.ts';

const query = ['query', '{ __typename }'];

/** A copy of the program, in which nothing has been compiled. */
function copied(): string {
  const copy = mkdtempSync(join(tmpdir(), 'procql-'));
  after(() => rmSync(copy, { recursive: true }));
  chmodSync(copy, 0o755);
  for (const name of ['package.json', 'src'])
    cpSync(fileURLToPath(packageFile(name)), join(copy, name), { recursive: true });
  symlinkSync(fileURLToPath(packageFile('node_modules')), join(copy, 'node_modules'));
  return copy;
}

test('what has been compiled is kept beside the program, and used again', async () => {
  const copy = copied();
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
  const copy = copied();
  const { status, stderr } = await new Running(query, { main: join(copy, 'src/main.ts'), uid: 65_534 }).end();
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  assert.ok(!readdirSync(copy).includes('.cache'));
});
