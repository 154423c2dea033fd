import { builder } from '../builder.ts';
import type { ResctrlGroups } from '../procfs/pid/cpu_resctrl_groups.ts';
import { TaskRef } from './task.ts';

const ResourceControl = builder.objectRef<ResctrlGroups>('ResourceControl').implement({
  description: 'Which share of caches and memory bandwidth a process or thread has: its groups in resctrl.',
  fields: (t) => ({
    group: t.string({
      nullable: true,
      description:
        'The group whose share it has: `/` is the default one. Null while resctrl is not mounted. Source: cpu_resctrl_groups `res`.',
      resolve: ({ resource }) => resource || null,
    }),
    monitoringGroup: t.string({
      nullable: true,
      description:
        'The group within that whose use is measured. Null if it is in none. Source: cpu_resctrl_groups `mon`.',
      resolve: ({ monitoring }) => monitoring || null,
    }),
  }),
});

builder.interfaceField(TaskRef, 'resourceControl', (t) =>
  t.field({
    type: ResourceControl,
    from: ['cpu_resctrl_groups'],
    nullable: true,
    description: 'Its groups in resctrl. Only of kernels with PROC_CPU_RESCTRL. Source: cpu_resctrl_groups.',
    resolve: (task) => task.record('cpu_resctrl_groups'),
  }),
);
