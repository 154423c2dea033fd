import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandLine, parseCmdline } from '../../../src/procfs/pid/cmdline.ts';

for (const [situation, text, args, line] of [
  ['arguments', 'ls\0-l\0/tmp\0', ['ls', '-l', '/tmp'], 'ls -l /tmp'],
  ['empty arguments, in between and at the end', 'sh\0\0-c\0\0', ['sh', '', '-c', ''], 'sh  -c '],
  ['many empty arguments after another', 'x\0y\0\0\0\0\0', ['x', 'y', '', '', '', ''], 'x y    '],
  ['one argument and an empty one', 'grep\0\0', ['grep', ''], 'grep '],
  ['an empty name', '\x00100\0', ['', '100'], ' 100'],
  ['a name that is empty, and no argument', '\0', [''], ''],
  ['a newline and spaces in an argument', 'sh\0-c\0a\n b \0', ['sh', '-c', 'a\n b '], 'sh -c a\n b '],
  ['a title of setproctitle', 'postgres: walwriter   \0', ['postgres: walwriter   '], 'postgres: walwriter'],
  ['a title without a NUL, which spilled into the environment', 'nginx: master', ['nginx: master'], 'nginx: master'],
  ['the last argument without a NUL', 'a\0b', ['a', 'b'], 'a b'],
  ["Node's process.title, padded with 48 NULs", `my title${'\0'.repeat(48)}`, ['my title'], 'my title'],
  ['a title that was wiped', '\0'.repeat(20), [''], ''],
  ['Chromium, which writes spaces for NULs', 'chrome --type=gpu \0\0\0', ['chrome --type=gpu '], 'chrome --type=gpu'],
  ['a kernel thread or zombie', '', [], null],
] as const) {
  test(situation, () => {
    const cmdline = parseCmdline(Buffer.from(text));
    assert.deepEqual(cmdline.arguments.map(String), args);
    assert.equal(cmdline.raw.toString(), text);
    assert.equal(commandLine(cmdline), line);
  });
}

test('bytes that are not UTF-8', () => {
  const cmdline = parseCmdline(Buffer.from('cat\0\xff\xfe\0', 'latin1'));
  assert.deepEqual(cmdline.arguments[1], Buffer.from([0xff, 0xfe]));
  assert.equal(commandLine(cmdline), 'cat \ufffd\ufffd');
});

test('a megabyte', () => {
  const cmdline = parseCmdline(Buffer.from(`xargs\0${'argument\0'.repeat(120_000)}`));
  assert.equal(cmdline.arguments.length, 120_001);
  assert.equal(commandLine(cmdline)?.length, 5 + 9 * 120_000);
});
