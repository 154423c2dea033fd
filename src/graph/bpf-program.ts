import { builder } from '../builder.ts';
import { bpfProgramTypes } from '../model/bpf-program-types.ts';
import { namedOf } from '../model/flags.ts';
import { type Open, printed } from '../model/open.ts';
import { parseBpfProgram } from '../procfs/pid/fdinfo/bpf.ts';

const BpfProgramType = builder.enumType('BpfProgramType', {
  description: 'A kind of BPF program: where it runs. Each description ends with the number.',
  values: bpfProgramTypes,
});

type Figure = 'memlock' | 'runTimeNs' | 'runCount' | 'recursionMisses' | 'verifiedInsns';

export const BpfProgram = builder.objectRef<Open<'anonymous'>>('BpfProgram').implement({
  description: 'A program that the kernel runs, see bpf(2).',
  fields: (t) => {
    const figure = (key: Figure, line: string, description: string) =>
      t.field({
        type: 'BigInt',
        from: ['fdinfo'],
        nullable: true,
        description: `${description} Source: fdinfo \`${line}\`.`,
        resolve: (open) => printed(open, open.descriptor.details(parseBpfProgram)[key], line),
      });
    return {
      programId: t.int({
        from: ['fdinfo'],
        nullable: true,
        description: 'Its number, as bpftool shows it. Source: fdinfo `prog_id`.',
        resolve: (open) => printed(open, open.descriptor.details(parseBpfProgram).id, 'prog_id'),
      }),
      programTag: t.string({
        from: ['fdinfo'],
        nullable: true,
        description: 'Hash of its instructions, hexadecimal: the same program has the same. Source: fdinfo `prog_tag`.',
        resolve: (open) => open.descriptor.details(parseBpfProgram).tag,
      }),
      programType: t.field({
        type: BpfProgramType,
        from: ['fdinfo'],
        nullable: true,
        description:
          'Where it runs. Null for what procql does not know: `FileDescriptor.details` has the number. Source: fdinfo `prog_type`.',
        resolve: (open) => namedOf(open.descriptor.details(parseBpfProgram).type, bpfProgramTypes),
      }),
      compiled: t.boolean({
        from: ['fdinfo'],
        nullable: true,
        description: 'Whether it was compiled to instructions of the processor. Source: fdinfo `prog_jited`.',
        resolve: (open) => open.descriptor.details(parseBpfProgram).jited,
      }),
      memoryBytes: figure('memlock', 'memlock', 'Memory that it takes, bytes.'),
      runNanoseconds: figure(
        'runTimeNs',
        'run_time_ns',
        'How long it has run: counted only while sysctl kernel.bpf_stats_enabled is 1.',
      ),
      runCount: figure('runCount', 'run_cnt', 'How often it has run: counted as that is.'),
      recursionMisses: figure('recursionMisses', 'recursion_misses', 'How often it did not, because it ran already.'),
      verifiedInstructions: figure('verifiedInsns', 'verified_insns', 'Instructions that the verifier looked at.'),
    };
  },
});
