import { type Machine, openMachine } from '../src/model/machine.ts';

/** Nobody: a user that owns no process. */
export const nobody = 65534;

/**
 * A machine read by a process that is root no more, and may do nothing: this one, for good.
 * The reader threads are started before, as nobody may be unable to read procql's own files.
 */
export async function unprivilegedMachine(mount: string): Promise<Machine> {
  const machine = await openMachine(mount);
  for (const path of ['version', 'self/cmdline']) {
    const groups = Array.from({ length: 600 }, () => ({ reads: [{ op: 0 as const, path }], pinned: false }));
    await machine.proc.readGroups(groups, () => {});
  }
  process.setgroups?.([]);
  process.setgid?.(nobody);
  process.setuid?.(nobody);
  return machine;
}
