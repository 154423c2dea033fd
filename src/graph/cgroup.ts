import { builder } from '../builder.ts';
import type { Cgroup as CgroupRecord } from '../procfs/pid/cgroup.ts';
import { TaskRef } from './task.ts';

const Cgroup = builder.objectRef<CgroupRecord>('Cgroup').implement({
  description: 'A control group that a process or thread is in, see cgroups(7).',
  fields: (t) => ({
    version: t.int({
      description: 'Version of control groups: 2 for the unified hierarchy, else 1. Source: cgroup, field 1.',
      resolve: ({ hierarchy }) => (hierarchy === 0 ? 2 : 1),
    }),
    hierarchy: t.exposeInt('hierarchy', {
      description: 'Id of the hierarchy; 0 is that of version 2. Source: cgroup, field 1.',
    }),
    controllers: t.exposeStringList('controllers', {
      description:
        'The controllers of the hierarchy: `cpu`, or `name=systemd` of one without. Empty for version 2, where each group has its own. Source: cgroup, field 2.',
    }),
    path: t.string({
      description:
        'Where it is below the mount of the hierarchy, as the cgroup namespace of the server has it: `/../x` is outside of that. Bytes that are not UTF-8 become U+FFFD. Source: cgroup, field 3.',
      resolve: ({ path }) => path.toString(),
    }),
    raw: t.string({ description: 'The bytes of the path, in base64.', resolve: ({ path }) => path.toString('base64') }),
    deleted: t.exposeBoolean('deleted', {
      description:
        'Whether the group has been removed: none of version 1, which no process is in any more. One of version 2 that is called `x (deleted)` looks the same. Source: cgroup, field 3.',
    }),
  }),
});

builder.interfaceField(TaskRef, 'cgroups', (t) =>
  t.field({
    type: [Cgroup],
    from: ['cgroup'],
    nullable: true,
    description:
      'Its control groups: one in each hierarchy. A zombie has left those of version 1, and is in `/`. Source: cgroup.',
    resolve: (task) => task.record('cgroup'),
  }),
);
