import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askProcess } from '../ask-process.ts';

/** The bytes of a name, a byte a character, and the text that a client gets. */
const names = [
  ['a) R 1 (b'],
  ['x\ny z'],
  ['\xff\xfe\x80', '\ufffd\ufffd\ufffd'],
  [''],
  [')'],
  [' (x) S 9 '],
  ['Uid:\t0\t0\t0'],
  ['\x1b[31m\x07\x00'],
  ['back\\n\\041'],
  ['kworker/0:0H-events_highpri'],
  ['caf\xc3\xa9', 'café'],
] as const;

for (const [bytes, text = bytes] of names) {
  test(`the name ${JSON.stringify(text)}, and what stands behind it`, async () => {
    const escaped = bytes.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
    const status = `Name:\t${escaped}\nState:\tS (sleeping)\nTgid:\t7\nPid:\t7\nPPid:\t1\nUid:\t65534\t65534\t65534\t65534\nThreads:\t1\n`;
    const { data, errors } = await askProcess(
      'name state processGroup stat { name ppid } status { name } user { id }',
      { status },
      { 2: `(${bytes})`, 5: 300 },
    );
    assert.equal(errors, undefined);
    assert.deepEqual(data, {
      process: {
        name: text,
        state: 'SLEEPING',
        processGroup: 300,
        stat: { name: text, ppid: 1 },
        status: { name: text },
        user: { id: 65534 },
      },
    });
  });
}
