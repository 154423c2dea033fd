import { builder } from '../builder.ts';
import { Process, type ProcessFile } from '../model/process.ts';
import type { Namespace as NamespaceRecord } from '../procfs/pid/ns.ts';

export const Namespace = builder.objectRef<NamespaceRecord>('Namespace').implement({
  description: 'A namespace, see namespaces(7). Processes that are in the same one see the same inode number.',
  fields: (t) => ({
    type: t.exposeString('type', { description: 'What it isolates: `net`, `pid`. Source: the link.' }),
    inode: t.expose('inode', { type: 'BigInt', description: 'Inode number: which one it is. Source: the link.' }),
  }),
});

type Link = ProcessFile & `ns/${string}`;

const Namespaces = builder.objectRef<Process>('Namespaces').implement({
  description: 'The namespaces of a process. Null where the server may not trace it; of a zombie only two are left.',
  fields: (t) => {
    const namespace = (link: Link, description: string) =>
      t.field({
        type: Namespace,
        from: [link],
        nullable: true,
        description: `${description} Source: the link ${link}.`,
        resolve: (process) => process.record(link),
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

builder.objectField(Process, 'namespaces', (t) =>
  t.field({
    type: Namespaces,
    description: 'What it sees of the machine. Source: the links in ns.',
    resolve: (process) => process,
  }),
);
