import { builder } from '../builder.ts';
import { refuseExpensiveOfAll } from '../expensive.ts';
import { membersOf } from '../model/namespace-members.ts';
import type { Task } from '../model/task.ts';
import type { TaskFiles } from '../model/task-files.ts';
import type { Namespace as NamespaceRecord } from '../procfs/pid/ns.ts';
import { pageArgs, pageByNumber } from './connection.ts';
import { ProcessConnection } from './process.ts';
import { TaskRef } from './task.ts';

export const Namespace = builder.objectRef<NamespaceRecord>('Namespace').implement({
  description: 'A namespace, see namespaces(7). Processes that are in the same one see the same inode number.',
  fields: (t) => ({
    type: t.exposeString('type', { description: 'What it isolates: `net`, `pid`. Source: the link.' }),
    inode: t.expose('inode', { type: 'BigInt', description: 'Inode number: which one it is. Source: the link.' }),
    processes: t.field({
      type: ProcessConnection,
      nullable: true,
      args: pageArgs,
      description:
        'The processes that are in it, in order of pid. One that the server may not trace is left out, and `extensions.procfs.nulls` says so. Looks at every process, once for all namespaces of a type. Source: the links in ns of every process.',
      resolve: async (namespace, args, { operation }, info) => {
        refuseExpensiveOfAll(info, { first: args.first });
        return pageByNumber(await membersOf(operation, namespace), ({ pid }) => pid, args);
      },
    }),
  }),
});

type Link = keyof TaskFiles & `ns/${string}`;

const Namespaces = builder.objectRef<Task>('Namespaces').implement({
  description:
    'The namespaces of a process or thread. Null where the server may not trace it; of a zombie only two are left.',
  fields: (t) => {
    const namespace = (link: Link, description: string) =>
      t.field({
        type: Namespace,
        from: [link],
        nullable: true,
        description: `${description} Source: the link ${link}.`,
        resolve: (task) => task.record(link),
      });
    return {
      cgroup: namespace('ns/cgroup', 'Which directory it takes for the root of control groups.'),
      ipc: namespace('ns/ipc', 'Which System V IPC objects and message queues it sees.'),
      mnt: namespace('ns/mnt', 'Which mounts it sees.'),
      net: namespace('ns/net', 'Which interfaces, routes and ports it sees.'),
      pid: namespace('ns/pid', 'Which processes it sees, and under which pids.'),
      pidForChildren: namespace(
        'ns/pid_for_children',
        'The same of its new children. Null until the first of them has made it.',
      ),
      time: namespace('ns/time', 'By how much its clocks since boot are shifted.'),
      timeForChildren: namespace('ns/time_for_children', 'The same of its new children.'),
      user: namespace('ns/user', 'Which users and groups it sees, and where its capabilities count.'),
      uts: namespace('ns/uts', 'Which host name it sees.'),
    };
  },
});

builder.interfaceField(TaskRef, 'namespaces', (t) =>
  t.field({
    type: Namespaces,
    description: 'What it sees of the machine. Source: the links in ns.',
    resolve: (task) => task,
  }),
);
