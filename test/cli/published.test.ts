import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { packageFile } from '../../src/package-file.ts';
import { watching } from '../bench/watching.ts';
import { Running } from './run.ts';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** The first event. */
async function first(url: string, selection: string): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  await using _watching = await watching(url, `subscription { ${selection} }`, resolve);
  return promise;
}

test('what is published answers with each of its threads', async () => {
  execFileSync('npm', ['run', 'build'], { stdio: 'ignore' });
  const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8'));
  assert.equal(execFileSync(program, ['--version'], { encoding: 'utf8' }), `${version}\n`);

  const running = new Running(['serve', '--port', '0'], { main: program });
  const [url = ''] = /http:\S+/.exec(await running.line()) ?? [];
  const query = '{ process(pid: 1) { pid } symbols(first: 0) { totalCount } }';
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { data } = (await response.json()) as { data: { symbols: { totalCount: number } } }; // what was asked
  assert.partialDeepStrictEqual(data, { process: { pid: 1 } });
  assert.ok(data.symbols.totalCount > 1000);
  const page = await fetch(url, { headers: { accept: 'text/html' } });
  assert.match(await page.text(), /<title>procql<\/title>.*processTable/s);
  assert.partialDeepStrictEqual(await first(url, 'processTable { left }'), { processTable: { left: [] } });
  assert.partialDeepStrictEqual(await first(url, 'processEvents { missedEvents }'), {
    processEvents: { missedEvents: 0 },
  });
  running.kill('SIGTERM');
  assert.partialDeepStrictEqual(await running.end(), { status: 0, stderr: '' });
});
