import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';

/*
 * The program as it is published: it loads the bundle, with what was compiled of it before. Node's own cache has only what
 * is compiled before a file runs. Most functions are compiled as they are called: 1,200 for a query, a tenth of its time.
 */

/** What was compiled by this program. */
interface Compiled {
  script: Script;
  source: Buffer;
  /** Where it is to be kept. */
  cache: string;
}

const directory = import.meta.dirname;
const caches = join(directory, '.cache'); // whoever could change them could change what they are compiled from
const requireOther = createRequire(import.meta.url);
const modules = new Map<string, { exports: object }>();
const unkept = new Set<Compiled>();

function requireFrom(name: string): object {
  return name.startsWith('./') ? load(name.slice(2)) : requireOther(name);
}

function load(name: string): object {
  const known = modules.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  modules.set(name, module);
  const path = join(directory, name);
  compiled(name, path).runInThisContext()(module.exports, requireFrom, module, path, directory);
  return module.exports;
}

function compiled(name: string, filename: string): Script {
  const cache = join(caches, `${name}.${cachedDataVersionTag()}`);
  const source = readFileSync(filename);
  const cachedData = keptOf(source, cache);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {\n${source}\n})`, {
    filename,
    lineOffset: -1,
    cachedData,
  });
  if (cachedData === undefined || script.cachedDataRejected) unkept.add({ script, source, cache });
  return script;
}

/** Behind the source that it was compiled from: V8 itself only looks whether that is as long. */
function keptOf(source: Buffer, cache: string): Buffer | undefined {
  let kept: Buffer;
  try {
    kept = readFileSync(cache);
  } catch {
    return undefined; // not kept yet, or where it may not be written
  }
  return kept.subarray(0, source.length).equals(source) ? kept.subarray(source.length) : undefined;
}

function keepCompiled(): void {
  for (const { script, source, cache } of unkept) {
    const unfinished = `${cache}.${process.pid}`;
    try {
      mkdirSync(caches, { recursive: true });
      try {
        writeFileSync(unfinished, Buffer.concat([source, script.createCachedData()]), { mode: 0o644 });
        renameSync(unfinished, cache);
      } finally {
        rmSync(unfinished, { force: true });
      }
    } catch {} // it cannot be written there: the next program compiles again
  }
  unkept.clear();
}

const { main } = load('run.cjs') as typeof import('./run.ts');
void main(keepCompiled);
