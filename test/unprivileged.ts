import { type Machine, openMachine } from '../src/model/machine.ts';

/** A user that owns no process. */
const nobody = 65534;

/**
 * A machine read by a user who may do nothing: where this process is root, it is nobody from now on.
 * The reader threads are started before, as nobody may be unable to read procql's own files.
 */
export async function unprivilegedMachine(mount: string): Promise<Machine> {
  const machine = await openMachine(mount);
  for (const path of ['version', 'self/cmdline']) {
    const groups = Array.from({ length: 600 }, () => ({ reads: [{ op: 0 as const, path }], pinned: false }));
    await machine.proc.readGroups(groups, () => {});
  }
  if (process.getuid?.() === 0) {
    process.setgroups?.([]);
    process.setgid?.(nobody);
    process.setuid?.(nobody);
  }
  return machine;
}
