import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { Op } from '../../src/procfs/batch.ts';
import { ProcfsError } from '../../src/procfs/error.ts';
import { loadLibc } from '../../src/procfs/libc.ts';
import { Proc } from '../../src/procfs/proc.ts';

const proc = new Proc('/proc');

function sleeper() {
  const child = spawn('sleep', ['1000']);
  after(() => child.kill('SIGKILL'));
  assert.ok(child.pid);
  return { child, pid: child.pid };
}

/** A process with a pid that was another's. Null if the kernel does not let us choose, or others are always faster. */
async function successor(pid: number) {
  for (let attempt = 0; attempt < 50; attempt++) {
    try {
      writeFileSync('/proc/sys/kernel/ns_last_pid', `${pid - 1}`);
    } catch {
      return null; // it takes CAP_CHECKPOINT_RESTORE
    }
    const next = sleeper();
    if (next.pid === pid) return next;
    next.child.kill();
    await once(next.child, 'exit');
  }
  return null;
}

test('what is held of a process that is gone reaches no successor of its pid', async (t) => {
  const { child, pid } = sleeper();
  const directory = await proc.hold(`${pid}`, Op.openDirectory);
  const file = await proc.hold(`${pid}/oom_score_adj`, Op.openToWrite);
  const libc = await loadLibc().catch((error) => {
    if (!(error instanceof ProcfsError)) throw error;
    t.diagnostic(`signals are left out: ${error.message}`);
    return null;
  });
  await file.write('321');
  assert.equal(readFileSync(`/proc/${pid}/oom_score_adj`, 'utf8'), '321\n');
  if (libc) assert.equal(libc.pidfd_send_signal(directory.fd, 9), 0);
  else child.kill('SIGKILL');
  await once(child, 'exit');

  const next = await successor(pid);
  if (next === null) t.diagnostic('there is no successor: the kernel does not let this user choose the next pid');
  await assert.rejects(file.write('432'), { name: 'ProcfsError', reason: 'NOT_FOUND' });
  if (libc) assert.deepEqual([libc.pidfd_send_signal(directory.fd, 9), libc.errno()], [-1, 'ESRCH']);
  if (next) {
    assert.notEqual(readFileSync(`/proc/${pid}/oom_score_adj`, 'utf8'), '432\n');
    next.child.kill('SIGTERM');
    assert.equal((await once(next.child, 'exit'))[1], 'SIGTERM'); // not SIGKILL, which would have been there first
  }
  await Promise.all([directory.close(), file.close()]);
});

test('what is closed is open no more', async () => {
  const held = await proc.hold('self/oom_score_adj', Op.openToWrite);
  const open = () => readdirSync('/proc/self/fd').filter((fd) => targetOf(fd).endsWith('/oom_score_adj'));
  assert.deepEqual(open(), [`${held.fd}`]);
  await held.close();
  assert.deepEqual(open(), []);
});

/** That of a descriptor which the listing itself had is gone by now. */
function targetOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return '';
  }
}
