import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Shell } from '../live/shell.ts';
import { watch } from '../watch.ts';

const directory = mkdtempSync(join(tmpdir(), 'procql-'));
const path = join(directory, 'log');
after(() => rmSync(directory, { recursive: true }));

const selection = '{ lines { text offset cut partial } event droppedBytes }';

test('the last lines, each that is written, and the end', { timeout: 20_000 }, async () => {
  writeFileSync(path, 'one\ntwo\n');
  await using shell = new Shell();
  await shell.run(`exec 3>>${path}`);
  await using events = await watch(`subscription { fdLines(pid: ${shell.pid}, fd: 3, last: 1) ${selection} }`);
  const event = (text: string, offset: number, { event = null as string | null, partial = false } = {}) => ({
    data: { fdLines: { lines: [{ text, offset, cut: false, partial }], event, droppedBytes: 0 } },
  });
  assert.deepEqual(await events.next(), event('two', 4));
  await shell.run('echo three >&3');
  assert.deepEqual(await events.next(), event('three', 8));
  await shell.run('printf unfinished >&3; exec 3>&-');
  assert.deepEqual(await events.next(), event('unfinished', 14, { event: 'CLOSED', partial: true }));
  assert.equal(await events.next(), undefined);
});

test('a descriptor that cannot be followed: the error says why', async () => {
  const fd = openSync('/dev/null', 'r');
  const refused = watch(`subscription { fdLines(pid: ${process.pid}, fd: ${fd}) ${selection} }`);
  await assert.rejects(refused, {
    errors: [
      {
        message: `descriptor ${fd} of process ${process.pid} cannot be followed. It is a device: to open or read it can have effects, or never end.`,
        locations: [{ line: 1, column: 16 }],
        path: ['fdLines'],
        extensions: { code: 'NOT_TAILABLE', obstacle: 'DEVICE' },
      },
    ],
  });
  closeSync(fd);
});
