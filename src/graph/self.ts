import { builder } from '../builder.ts';
import { processEventSource, type SourceChoice } from '../live/process-event-source.ts';
import { callerOf } from '../model/caller.ts';
import { hidePid, hidePidModes, ownProcess, ownStatus, setting } from '../model/self.ts';
import { AccountRef } from './account.ts';
import { CapabilitySet } from './capability.ts';
import { ProcessRef } from './process.ts';
import { ProcessEventSource } from './process-event.ts';

const HidePid = builder.enumType('HidePid', {
  description: 'Whose processes a procfs mount shows to those who may not trace them.',
  values: hidePidModes,
});

const SourceChoiceRef = builder.objectRef<SourceChoice>('ProcessEventSourceChoice').implement({
  description: 'Where the events of processes come from, and why.',
  fields: (t) => ({
    source: t.expose('source', { type: ProcessEventSource, description: 'Where from.' }),
    reason: t.exposeString('reason', { description: 'Why, in a sentence for people.' }),
  }),
});

const Self = builder.objectRef<object>('Self').implement({
  description: 'The server, and what it may read.',
  fields: (t) => ({
    process: t.field({
      type: ProcessRef,
      nullable: true,
      description:
        'The server’s own process. Null if the mount is of a pid namespace that the server is not in. Source: the link /proc/self.',
      resolve: (_, __, { operation }) => ownProcess(operation),
    }),
    caller: t.field({
      type: ProcessRef,
      nullable: true,
      description:
        'The process that asks this: it has the other end of the connection open. Null, with the reason, where several have it, where it runs in another network namespace or on another machine, and over a Unix socket. Looks at every descriptor of every process, once. Source: /proc/self/net/tcp, and the links in every fd.',
      resolve: (_, __, { operation, connection }) => callerOf(operation, connection),
    }),
    user: t.field({
      type: AccountRef,
      nullable: true,
      description: 'The user whose rights the server has: the effective one. Source: /proc/self/status `Uid`.',
      resolve: async (_, __, { operation }) => {
        const [{ uid }] = await Promise.all([ownStatus(operation.machine.proc), operation.load([], ['users'])]);
        return uid && { id: uid.effective, table: 'users' as const };
      },
    }),
    effectiveCapabilities: t.field({
      type: CapabilitySet,
      nullable: true,
      description:
        'What the server may do beyond its user: CAP_SYS_PTRACE to read what is guarded of others, CAP_SYSLOG to see kernel addresses. Source: /proc/self/status `CapEff`.',
      resolve: async (_, __, { operation }) => (await ownStatus(operation.machine.proc)).capEff,
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
    processEventSource: t.field({
      type: SourceChoiceRef,
      description:
        'Where `Subscription.processEvents` has its events from: the kernel, if it tells this server. It is asked the first time.',
      resolve: (_, __, { operation }) => processEventSource(operation.machine),
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
