import { builder } from '../builder.ts';
import { seccompModeOf } from '../model/seccomp.ts';
import { CapabilitySet } from './capability.ts';
import { SeccompMode } from './seccomp-mode.ts';
import { line, Status } from './status.ts';

type SetKey = 'capInh' | 'capPrm' | 'capEff' | 'capBnd' | 'capAmb';

builder.objectFields(Status, (t) => {
  const capabilities = (key: SetKey, description: string) =>
    t.field({ type: CapabilitySet, nullable: true, description, resolve: (task) => line(task, key) });
  return {
    inheritableCapabilities: capabilities(
      'capInh',
      'Those that it keeps over an exec of a file which may inherit them. Source: status `CapInh`.',
    ),
    permittedCapabilities: capabilities('capPrm', 'Those that it may put into effect. Source: status `CapPrm`.'),
    effectiveCapabilities: capabilities('capEff', 'Those that it has in effect. Source: status `CapEff`.'),
    boundingCapabilities: capabilities('capBnd', 'Those that an exec can give it at most. Source: status `CapBnd`.'),
    ambientCapabilities: capabilities('capAmb', 'Those that it keeps over any exec. Source: status `CapAmb`.'),
    hasNoNewPrivileges: t.boolean({
      nullable: true,
      description: 'Whether no exec can give it rights, see PR_SET_NO_NEW_PRIVS(2const). Source: status `NoNewPrivs`.',
      resolve: (task) => line(task, 'noNewPrivs'),
    }),
    seccompMode: t.field({
      type: SeccompMode,
      nullable: true,
      description: 'Whether its system calls are filtered. Source: status `Seccomp`.',
      resolve: (task) => seccompModeOf(line(task, 'seccomp')),
    }),
    seccompFilterCount: t.int({
      nullable: true,
      description: 'How many filters each of its system calls passes. Source: status `Seccomp_filters`.',
      resolve: (task) => line(task, 'seccompFilters'),
    }),
    speculationStoreBypass: t.string({
      nullable: true,
      description:
        'Whether loads may be speculated past stores, in the words of the kernel. Source: status `Speculation_Store_Bypass`.',
      resolve: (task) => line(task, 'speculationStoreBypass'),
    }),
    speculationIndirectBranch: t.string({
      nullable: true,
      description:
        'Whether indirect branches may be speculated, in the words of the kernel. Source: status `SpeculationIndirectBranch`.',
      resolve: (task) => line(task, 'speculationIndirectBranch'),
    }),
    x86ThreadFeatures: t.stringList({
      nullable: true,
      description: 'Features of x86 that it has on: `shstk`, `wrss`. Source: status `x86_Thread_features`.',
      resolve: (task) => line(task, 'x86ThreadFeatures'),
    }),
    lockedX86ThreadFeatures: t.stringList({
      nullable: true,
      description: 'Those that it cannot switch any more. Source: status `x86_Thread_features_locked`.',
      resolve: (task) => line(task, 'x86ThreadFeaturesLocked'),
    }),
  };
});
