import { builder } from '../builder.ts';
import { hidePid, hidePidModes, ownProcess, setting } from '../model/self.ts';
import { ProcessRef } from './process.ts';

const HidePid = builder.enumType('HidePid', {
  description: 'Whose processes a procfs mount shows to those who may not trace them.',
  values: hidePidModes,
});

const Self = builder.objectRef<object>('Self').implement({
  description: 'The server, and what it may read. Its user, capabilities and namespaces are those of `process`.',
  fields: (t) => ({
    process: t.field({
      type: ProcessRef,
      nullable: true,
      description:
        'The server’s own process. Null if the mount is of a pid namespace that the server is not in. Source: the link /proc/self.',
      resolve: (_, __, { operation }) => ownProcess(operation),
    }),
    procfsMount: t.string({
      description: 'The procfs that it reads: the argument `--procfs`.',
      resolve: (_, __, { operation }) => operation.machine.proc.mount,
    }),
    bootId: t.string({
      description: 'Different after every boot. Source: /proc/sys/kernel/random/boot_id.',
      resolve: (_, __, { operation }) => operation.machine.bootId,
    }),
    hidePid: t.field({
      type: HidePid,
      nullable: true,
      description: 'Mount option hidepid. Null for a tree that is no mounted procfs. Source: /proc/self/mountinfo.',
      resolve: (_, __, { operation }) => hidePid(operation.machine.proc),
    }),
    kptrRestrict: t.int({
      nullable: true,
      description:
        'Who sees kernel addresses: 0 whoever may profile the kernel, 1 whoever has CAP_SYSLOG, 2 no one. Null for a kernel without it. Source: /proc/sys/kernel/kptr_restrict.',
      resolve: (_, __, { operation }) => setting(operation.machine.proc, 'kernel/kptr_restrict'),
    }),
    ptraceScope: t.int({
      nullable: true,
      description:
        'Who may trace what is its own: 0 anyone, 1 only ancestors, 2 only with CAP_SYS_PTRACE, 3 no one. Null for a kernel without Yama. Source: /proc/sys/kernel/yama/ptrace_scope.',
      resolve: (_, __, { operation }) => setting(operation.machine.proc, 'kernel/yama/ptrace_scope'),
    }),
  }),
});

builder.queryField('self', (t) =>
  t.field({ type: Self, description: 'The server, and what it may read.', resolve: () => ({}) }),
);
