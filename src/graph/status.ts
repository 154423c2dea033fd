import { builder } from '../builder.ts';
import { stateOf } from '../model/state.ts';
import type { Task } from '../model/task.ts';
import type { Status as StatusRecord } from '../procfs/pid/status.ts';
import { Ids } from './ids.ts';
import { ProcessState } from './process-state.ts';
import { TaskRef } from './task.ts';

/** Lines of ids, the first as the procfs mount sees it, the last as the innermost namespace does. */
type IdsKey = 'nstgid' | 'nspid' | 'nspgid' | 'nssid';

/** The lines of the file are here and in the files status-*.ts. */
export const Status = builder.objectRef<Task>('Status').implement({
  description:
    'The file status of a process or thread, see proc_pid_status(5): every line. What is a thread’s own is, of a process, said of its first one. Lines are null where this kernel, or the kernel for this process, does not print them.',
  fields: (t) => {
    const ids = (key: 'uid' | 'gid', description: string) =>
      t.field({ type: Ids, nullable: true, description, resolve: (task) => line(task, key) });
    const namespacedIds = (key: IdsKey, description: string) =>
      t.intList({ nullable: true, description, resolve: (task) => line(task, key) });
    return {
      name: t.string({
        description:
          'Name of the program, or what it calls itself. Bytes that are not UTF-8 become U+FFFD. Source: status `Name`.',
        resolve: (task) => task.record('status').name.toString(),
      }),
      state: t.field({
        type: ProcessState,
        description: 'What it is doing. Source: status `State`.',
        resolve: (task) => stateOf(task.record('status').state),
      }),
      pid: t.int({
        description: 'Its thread id: of a process, the pid. Source: status `Pid`.',
        resolve: (task) => task.record('status').pid,
      }),
      threadGroup: t.int({
        description: 'Thread group id: the pid of its process. Source: status `Tgid`.',
        resolve: (task) => task.record('status').tgid,
      }),
      ppid: t.int({
        nullable: true,
        description:
          'Pid of its parent. Null if it has none, or one outside of the pid namespace. Source: status `PPid`.',
        resolve: (task) => task.record('status').ppid || null,
      }),
      tracerPid: t.int({
        nullable: true,
        description:
          'Pid of who traces it. Null if nobody does, or one outside of the pid namespace. Source: status `TracerPid`.',
        resolve: (task) => line(task, 'tracerPid') || null,
      }),
      numaGroup: t.int({
        nullable: true,
        description: 'Id of its NUMA group. Null if it is in none. Source: status `Ngid`.',
        resolve: (task) => line(task, 'ngid') || null,
      }),
      userIds: ids('uid', 'Its user ids. Source: status `Uid`.'),
      groupIds: ids('gid', 'Its group ids. Source: status `Gid`.'),
      supplementaryGroupIds: t.field({
        type: ['BigInt'],
        nullable: true,
        description: 'Ids of the other groups whose rights it has. Source: status `Groups`.',
        resolve: (task) => line(task, 'groups'),
      }),
      umask: t.string({
        nullable: true,
        description:
          'Permissions that its new files do not get: an octal number of four digits. Source: status `Umask`.',
        resolve: (task) => line(task, 'umask').toString(8).padStart(4, '0'),
      }),
      descriptorSlots: t.int({
        nullable: true,
        description: 'For how many descriptors its table has room at present. Source: status `FDSize`.',
        resolve: (task) => line(task, 'fdSize'),
      }),
      namespacedThreadGroups: namespacedIds(
        'nstgid',
        'Its thread group id in each pid namespace that it is in, from that of the procfs mount inwards. Source: status `NStgid`.',
      ),
      namespacedPids: namespacedIds('nspid', 'Its thread id in each of these. Source: status `NSpid`.'),
      namespacedProcessGroups: namespacedIds(
        'nspgid',
        'Its process group id in each of these; 0 where the group is not. Source: status `NSpgid`.',
      ),
      namespacedSessions: namespacedIds(
        'nssid',
        'Its session id in each of these; 0 where the session is not. Source: status `NSsid`.',
      ),
      isKernelThread: t.boolean({
        nullable: true,
        description: 'Whether it is a thread of the kernel. Source: status `Kthread`.',
        resolve: (task) => line(task, 'kthread'),
      }),
    };
  },
});

builder.interfaceField(TaskRef, 'status', (t) =>
  t.field({
    type: Status,
    from: ['status'],
    nullable: true,
    description: 'The file status, line by line. Source: status.',
    resolve: (task) => {
      task.record('status'); // one reason for all of it, if it could not be read
      return task;
    },
  }),
);

/** The value of a line. Throws why this task has no such line. */
export function line<K extends keyof StatusRecord>(task: Task, key: K): NonNullable<StatusRecord[K]> {
  return task.present<NonNullable<StatusRecord[K]>>(task.record('status')[key] ?? null, key);
}
