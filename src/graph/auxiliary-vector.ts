import { builder } from '../builder.ts';
import { type AuxiliaryName, auxiliaryName, auxiliaryValue } from '../model/auxiliary-vector.ts';
import { Process } from '../model/process.ts';
import type { Auxv } from '../procfs/pid/auxv.ts';

const AuxiliaryEntry = builder.objectRef<{ type: number; value: bigint }>('AuxiliaryEntry').implement({
  description: 'A thing that the kernel told a program at its start, see getauxval(3).',
  fields: (t) => ({
    type: t.expose('type', { type: 'BigInt', description: 'Number of the type. Source: auxv.' }),
    name: t.string({
      nullable: true,
      description: 'Its name: `AT_PAGESZ`. Null for one that procql has no name for. Source: auxv.',
      resolve: ({ type }) => auxiliaryName(type),
    }),
    value: t.expose('value', { type: 'BigInt', description: 'The value as a number. Source: auxv.' }),
    address: t.expose('value', { type: 'Address', description: 'The value as an address or mask. Source: auxv.' }),
  }),
});

const AuxiliaryVector = builder.objectRef<Auxv>('AuxiliaryVector').implement({
  description:
    'What the kernel told a program at its start, see getauxval(3). Null is what it did not tell, on this architecture or at all. A process may have written over its copy: this is the kernel’s.',
  fields: (t) => {
    const number = (name: AuxiliaryName, description: string) =>
      t.field({
        type: 'BigInt',
        nullable: true,
        description: `${description} Source: auxv \`${name}\`.`,
        resolve: (auxv) => auxiliaryValue(auxv, name),
      });
    const address = (name: AuxiliaryName, description: string) =>
      t.field({
        type: 'Address',
        nullable: true,
        description: `${description} Source: auxv \`${name}\`.`,
        resolve: (auxv) => auxiliaryValue(auxv, name),
      });
    return {
      pageBytes: number('AT_PAGESZ', 'A page of memory, bytes.'),
      ticksPerSecond: number('AT_CLKTCK', 'Clock ticks a second, of times(2).'),
      minimumSignalStackBytes: number('AT_MINSIGSTKSZ', 'The least that a stack of a signal handler must have, bytes.'),
      userId: number('AT_UID', 'Real user id at its start, in its own user namespace.'),
      effectiveUserId: number('AT_EUID', 'Effective user id at its start, in its own user namespace.'),
      groupId: number('AT_GID', 'Real group id at its start, in its own user namespace.'),
      effectiveGroupId: number('AT_EGID', 'Effective group id at its start, in its own user namespace.'),
      isSecure: t.boolean({
        nullable: true,
        description:
          'Whether it was given rights by its file, so that libraries distrust its environment. Source: auxv `AT_SECURE`.',
        resolve: (auxv) => {
          const secure = auxiliaryValue(auxv, 'AT_SECURE');
          return secure === null ? null : secure !== 0n;
        },
      }),
      entryPoint: address('AT_ENTRY', 'Where the program begins.'),
      programHeaders: address('AT_PHDR', 'Where the program headers of its file are.'),
      programHeaderCount: number('AT_PHNUM', 'How many these are.'),
      interpreterBase: address('AT_BASE', 'Where the dynamic linker is; 0 without one.'),
      vdso: address('AT_SYSINFO_EHDR', 'Where the vdso is: the code of the kernel that runs in user mode.'),
      executableName: address('AT_EXECFN', 'Where the path that was executed stands.'),
      platform: address('AT_PLATFORM', 'Where the name of the platform stands.'),
      random: address('AT_RANDOM', 'Where 16 random bytes stand.'),
      hardwareCapabilities: address('AT_HWCAP', 'What the processor can do, as a mask.'),
      entries: t.field({
        type: [AuxiliaryEntry],
        description: 'Everything that it was told, in order. Source: auxv.',
        resolve: (auxv) => Array.from(auxv, ([type, value]) => ({ type, value })),
      }),
    };
  },
});

builder.objectField(Process, 'auxiliaryVector', (t) =>
  t.field({
    type: AuxiliaryVector,
    from: ['auxv'],
    nullable: true,
    description: 'What the kernel told the program at its start. Source: auxv.',
    resolve: (process) => process.record('auxv'),
  }),
);
