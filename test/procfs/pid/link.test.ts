import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLink } from '../../../src/procfs/pid/link.ts';

for (const [situation, text, path, deleted] of [
  ['a program', '/usr/bin/bash', '/usr/bin/bash', false],
  ['a program that was replaced', '/usr/bin/bash (deleted)', '/usr/bin/bash', true],
  ['a file called "lit (deleted)", deleted', '/tmp/lit (deleted) (deleted)', '/tmp/lit (deleted)', true],
  ['the words within a path', '/tmp/lit (deleted)/x', '/tmp/lit (deleted)/x', false],
  ['a newline, spaces, what looks like an escape', '/a\nb  c\\012 ', '/a\nb  c\\012 ', false],
  ['bytes that are not UTF-8', '/\xff\xfe (deleted)', '/\xff\xfe', true],
  ['the root', '/', '/', false],
  ['nothing', '', '', false],
] as const) {
  test(situation, () => {
    const link = parseLink(Buffer.from(text, 'latin1'));
    assert.deepEqual({ ...link, path: link.path.toString('latin1') }, { path, deleted });
  });
}
