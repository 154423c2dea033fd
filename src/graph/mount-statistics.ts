import { builder } from '../builder.ts';
import { Process } from '../model/process.ts';
import type { MountStats } from '../procfs/pid/mountstats.ts';

const MountStatistic = builder.objectRef<MountStats['statistics'][number]>('MountStatistic').implement({
  description: 'A line of statistics, as the file system prints it.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'What is counted: `events`, `bytes`, `xprt`, or an operation. Source: mountstats.',
    }),
    value: t.exposeString('value', { description: 'The rest of the line. Empty for a heading. Source: mountstats.' }),
  }),
});

const MountStatistics = builder.objectRef<MountStats>('MountStatistics').implement({
  description: 'Statistics of one mount, see proc_pid_mountstats(5): only NFS keeps any.',
  fields: (t) => ({
    device: t.string({
      nullable: true,
      description: 'What was mounted. Null if it says `no device`. Source: mountstats `device`.',
      resolve: ({ device }) => device?.toString() ?? null,
    }),
    rawDevice: t.string({
      nullable: true,
      description: 'The bytes of that, in base64. Source: mountstats `device`.',
      resolve: ({ device }) => device?.toString('base64') ?? null,
    }),
    mountPoint: t.string({
      description: 'Where it is mounted, from the root of the process. Source: mountstats `mounted on`.',
      resolve: ({ mountPoint }) => mountPoint.toString(),
    }),
    rawMountPoint: t.string({
      description: 'The bytes of that, in base64. Source: mountstats `mounted on`.',
      resolve: ({ mountPoint }) => mountPoint.toString('base64'),
    }),
    fileSystem: t.exposeString('fsType', {
      description: 'Type of the file system. Source: mountstats `with fstype`.',
    }),
    version: t.exposeString('version', {
      nullable: true,
      description: 'Version of the lines below: `statvers=1.1`. Null without them. Source: mountstats.',
    }),
    statistics: t.field({
      type: [MountStatistic],
      description: 'The lines below, in order, with what repeats. Source: mountstats.',
      resolve: ({ statistics }) => statistics,
    }),
  }),
});

builder.objectField(Process, 'mountStatistics', (t) =>
  t.field({
    type: [MountStatistics],
    from: ['mountstats'],
    nullable: true,
    description: 'The mounts that it can reach from its root, with what NFS counts of its own. Source: mountstats.',
    resolve: (process) => process.record('mountstats'),
  }),
);
