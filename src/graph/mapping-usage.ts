import { builder } from '../builder.ts';
import { isMappingFlag, mappingFlags } from '../model/mapping-flags.ts';
import type { Usage } from '../procfs/pid/smaps.ts';
import { MemoryUsage, printed } from './memory-usage.ts';

const MappingFlag = builder.enumType('MappingFlag', {
  description: 'What the kernel notes about a mapping. Each description ends with the two letters of smaps.',
  values: mappingFlags,
});

export const MappingUsage = builder.objectRef<Usage>('MappingUsage').implement({
  description: 'What the memory of one mapping is used for, in bytes. Null is what this kernel does not say.',
  interfaces: [MemoryUsage],
  fields: (t) => ({
    kernelPageBytes: t.field({
      type: 'BigInt',
      nullable: true,
      description: 'How large the pages are that the kernel maps there, bytes. Source: smaps `KernelPageSize`.',
      resolve: ({ kernelPageSize }) => printed(kernelPageSize, 'KernelPageSize'),
    }),
    mmuPageBytes: t.field({
      type: 'BigInt',
      nullable: true,
      description: 'How large the pages are that the CPU uses there, bytes. Source: smaps `MMUPageSize`.',
      resolve: ({ mmuPageSize }) => printed(mmuPageSize, 'MMUPageSize'),
    }),
    hugePageEligible: t.boolean({
      nullable: true,
      description: 'Whether the kernel may use huge pages there. Source: smaps `THPeligible`.',
      resolve: ({ thpEligible }) => printed(thpEligible, 'THPeligible'),
    }),
    protectionKey: t.int({
      nullable: true,
      description: 'Its protection key, see pkeys(7). Null where the CPU has none. Source: smaps `ProtectionKey`.',
      resolve: ({ protectionKey }) => printed(protectionKey, 'ProtectionKey'),
    }),
    flags: t.field({
      type: [MappingFlag],
      nullable: true,
      description: 'What the kernel notes about it. Source: smaps `VmFlags`.',
      resolve: ({ vmFlags }) => printed(vmFlags, 'VmFlags').filter(isMappingFlag),
    }),
    unknownFlags: t.stringList({
      nullable: true,
      description: 'The letters of flags that procql does not know. Source: smaps `VmFlags`.',
      resolve: ({ vmFlags }) => printed(vmFlags, 'VmFlags').filter((letters) => !isMappingFlag(letters)),
    }),
  }),
});
