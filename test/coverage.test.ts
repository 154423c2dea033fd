import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { test } from 'node:test';
import { coverage, coverageTable, excluded, readFrom, sharedByThreads, unusedPaths } from './coverage.ts';

const ofProcess = readFrom('process');
const ofThread = readFrom('thread');
const ownThread = `/proc/self/task/${process.pid}`;

for (const directory of ['/proc/self', '/proc/1', '/proc/2']) {
  test(`every entry of ${directory} is a field, or left alone for a reason`, () => {
    const unknown = readdirSync(directory).filter((entry) => !ofProcess.has(entry) && !(entry in excluded));
    assert.deepEqual(unknown, []);
  });
}

test(`every entry of ${ownThread} is a field of Thread, shared by threads, or left alone`, () => {
  const without = { ...excluded, ...sharedByThreads };
  const unknown = readdirSync(ownThread).filter((entry) => !ofThread.has(entry) && !(entry in without));
  assert.deepEqual(unknown, []);
});

for (const [directory, read] of [
  ['/proc/self', ofProcess],
  [ownThread, ofThread],
] as const) {
  for (const entry of ['ns', 'attr']) {
    test(`every name in ${directory}/${entry} is a field`, () => {
      const found = readdirSync(`${directory}/${entry}`, { recursive: true, withFileTypes: true })
        .filter((name) => !name.isDirectory())
        .map(({ parentPath, name }) => relative(directory, `${parentPath}/${name}`));
      assert.ok(found.length > 0);
      assert.deepEqual(
        found.filter((path) => !read.has(path)),
        [],
      );
    });
  }
}

test('nothing is both a field and left alone', () => {
  const mapped = coverage();
  assert.deepEqual(
    Object.keys(excluded).filter((entry) => mapped.has(entry)),
    [],
  );
});

test('what threads share is a field of Process, and none of Thread', () => {
  const wrong = Object.keys(sharedByThreads).filter((entry) => ofThread.has(entry) || !ofProcess.has(entry));
  assert.deepEqual(wrong, []);
});

test('no file is known that no field asks for', () => {
  assert.deepEqual(unusedPaths(), []);
});

test('schema/files.md is what the schema says: `npm run coverage` writes it', () => {
  assert.equal(readFileSync(new URL('../schema/files.md', import.meta.url), 'utf8'), coverageTable());
});
