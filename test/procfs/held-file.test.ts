import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { HeldFile, type Holding } from '../../src/procfs/held-file.ts';

/** A process of which nothing changes any more: it is stopped. */
async function sleeper(t: TestContext): Promise<ChildProcess> {
  const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
  t.after(() => child.kill('SIGKILL'));
  await once(child, 'spawn');
  child.kill('SIGSTOP');
  while (!/\) T /.test(readFileSync(`/proc/${child.pid}/stat`, 'latin1')));
  return child;
}

const holding = (room: number): Holding => ({ scratch: Buffer.alloc(64), room });
const descriptors = () => readdirSync('/proc/self/fd').length;

for (const room of [0, 1]) {
  test(`with room for ${room}: what is new, then that nothing is, then what is again`, async (t) => {
    const child = await sleeper(t);
    const held = holding(room);
    const file = new HeldFile(`/proc/${child.pid}/stat`);
    const before = descriptors();
    assert.equal(file.read(held), true);
    assert.equal(file.last.toString(), readFileSync(`/proc/${child.pid}/stat`, 'latin1'));
    assert.equal(file.read(held), false);
    assert.deepEqual([descriptors() - before, held.room], [room, 0]);
    child.kill('SIGCONT');
    while (!/\) S /.test(file.last.toString())) file.read(held);
    assert.ok(held.scratch.length > file.last.length, 'it grew with the file');
    file.close(held);
    assert.deepEqual([descriptors(), held.room], [before, room]);
  });
}

test('a process that is gone: said once, and its descriptor is free again', async (t) => {
  const child = await sleeper(t);
  const held = holding(1);
  const file = new HeldFile(`/proc/${child.pid}/stat`);
  file.read(held);
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.equal(file.read(held), true);
  assert.ok(file.status < 0);
  assert.equal(held.room, 1);
  assert.equal(file.read(held), false);
});
