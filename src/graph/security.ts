import { builder } from '../builder.ts';
import { seccompModeOf } from '../model/seccomp.ts';
import type { Task } from '../model/task.ts';
import { CapabilitySet } from './capability.ts';
import { SeccompDecision } from './seccomp-decision.ts';
import { SeccompMode } from './seccomp-mode.ts';
import { SecurityLabels } from './security-labels.ts';
import { line } from './status.ts';
import { TaskRef } from './task.ts';

type SetKey = 'capInh' | 'capPrm' | 'capEff' | 'capBnd' | 'capAmb';

const Capabilities = builder.objectRef<Task>('Capabilities').implement({
  description: 'The capabilities of a thread, or of the first one of a process, see capabilities(7).',
  fields: (t) => {
    const set = (key: SetKey, description: string) =>
      t.field({
        type: CapabilitySet,
        from: ['status'],
        nullable: true,
        description,
        resolve: (task) => line(task, key),
      });
    return {
      effective: set('capEff', 'Those that it has in effect. Source: status `CapEff`.'),
      permitted: set('capPrm', 'Those that it may put into effect. Source: status `CapPrm`.'),
      inheritable: set(
        'capInh',
        'Those that it keeps over an exec of a file which may inherit them. Source: status `CapInh`.',
      ),
      bounding: set('capBnd', 'Those that an exec can give it at most. Source: status `CapBnd`.'),
      ambient: set('capAmb', 'Those that it keeps over any exec. Source: status `CapAmb`.'),
    };
  },
});

const Security = builder.objectRef<Task>('Security').implement({
  description: 'What a process or thread may do beside what its user may, and what it may not.',
  fields: (t) => ({
    capabilities: t.field({
      type: Capabilities,
      description: 'Its parts of the rights of root. Source: status.',
      resolve: (task) => task,
    }),
    seccompMode: t.field({
      type: SeccompMode,
      from: ['status'],
      nullable: true,
      description: 'Whether its system calls are filtered. Source: status `Seccomp`.',
      resolve: (task) => seccompModeOf(line(task, 'seccomp')),
    }),
    hasNoNewPrivileges: t.boolean({
      from: ['status'],
      nullable: true,
      description: 'Whether no exec can give it rights, see PR_SET_NO_NEW_PRIVS(2const). Source: status `NoNewPrivs`.',
      resolve: (task) => line(task, 'noNewPrivs'),
    }),
    seccompDecisions: t.field({
      type: [SeccompDecision],
      from: ['seccomp_cache'],
      nullable: true,
      description:
        'What its filters decide without being asked, by system call. Empty if it has none. Only of kernels with SECCOMP_CACHE_DEBUG, for CAP_SYS_ADMIN. Source: seccomp_cache.',
      resolve: (task) => task.record('seccomp_cache'),
    }),
    labels: t.field({
      type: SecurityLabels,
      description: 'What Linux Security Modules call it. Source: the files in attr.',
      resolve: (task) => task,
    }),
  }),
});

builder.interfaceField(TaskRef, 'security', (t) =>
  t.field({
    type: Security,
    description: 'What it may do and may not do. Source: status, the files in attr.',
    resolve: (task) => task,
  }),
);
