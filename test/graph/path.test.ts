import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, linkSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ask } from '../ask.ts';

const query = `query ($pid: Int!) {
  process(pid: $pid) {
    executable { path deleted }
    all: maps(where: { kinds: [FILE] }) { nodes { path { path deleted } } }
  }
}`;

interface Told {
  process: { executable: object; all: { nodes: { path: { path: string; deleted: boolean } }[] } };
}

async function tell(pid: number | undefined): Promise<Told['process']> {
  const { data, errors } = await ask(query, { mount: '/proc', variables: { pid } });
  assert.equal(errors, undefined);
  return (data as unknown as Told).process;
}

test('a program that is called like a deleted one, until it is deleted', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'procql-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const program = join(directory, 'lit (deleted)');
  copyFileSync('/bin/sleep', program);
  const child = spawn(program, ['60'], { stdio: 'ignore' });
  t.after(() => child.kill('SIGKILL'));
  await once(child, 'spawn');

  const before = await tell(child.pid);
  assert.deepEqual(before.executable, { path: program, deleted: false });
  if (process.getuid?.() === 0) {
    const own = before.all.nodes.map(({ path }) => path).filter(({ path }) => path.startsWith(directory));
    assert.ok(own.length > 0);
    assert.ok(own.every(({ path, deleted }) => path === program && !deleted));
  } else {
    t.diagnostic('to ask for the file behind a mapping takes root: there the text counts');
  }

  linkSync(program, join(directory, 'another name'));
  rmSync(program);
  assert.deepEqual((await tell(child.pid)).executable, { path: program, deleted: true });
  rmSync(join(directory, 'another name'));
  assert.deepEqual((await tell(child.pid)).executable, { path: program, deleted: true });
});
