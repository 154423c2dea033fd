import { chmodSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { packageFile } from '../../src/package-file.ts';

/** A copy of the package with this of it, which anybody may read. It is removed after the tests. */
export function copied(...names: string[]): string {
  const copy = mkdtempSync(join(tmpdir(), 'procql-'));
  after(() => rmSync(copy, { recursive: true }));
  chmodSync(copy, 0o755);
  for (const name of ['package.json', ...names])
    cpSync(fileURLToPath(packageFile(name)), join(copy, name), { recursive: true });
  symlinkSync(fileURLToPath(packageFile('node_modules')), join(copy, 'node_modules'));
  return copy;
}
