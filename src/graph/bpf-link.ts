import { builder } from '../builder.ts';
import type { Open } from '../model/open.ts';
import { parseBpfLink, parseBtf } from '../procfs/pid/fdinfo/bpf.ts';

export const BpfLink = builder.objectRef<Open<'anonymous'>>('BpfLink').implement({
  description:
    'What keeps a BPF program attached, see bpf(2). What it is attached to, `FileDescriptor.details` says, in lines that differ by type.',
  fields: (t) => ({
    linkId: t.int({
      from: ['fdinfo'],
      nullable: true,
      description: 'Its number, as bpftool shows it. Source: fdinfo `link_id`.',
      resolve: (open) => open.descriptor.details(parseBpfLink).id,
    }),
    linkType: t.string({
      from: ['fdinfo'],
      nullable: true,
      description: 'What it attaches to, in the words of the kernel: `tracing`, `xdp`. Source: fdinfo `link_type`.',
      resolve: (open) => open.descriptor.details(parseBpfLink).type,
    }),
    programId: t.int({
      from: ['fdinfo'],
      nullable: true,
      description: 'Number of the program. Null if it attaches a map of programs. Source: fdinfo `prog_id`.',
      resolve: (open) => open.descriptor.details(parseBpfLink).programId,
    }),
    programTag: t.string({
      from: ['fdinfo'],
      nullable: true,
      description: 'Hash of the program’s instructions, hexadecimal. Null as that is. Source: fdinfo `prog_tag`.',
      resolve: (open) => open.descriptor.details(parseBpfLink).programTag,
    }),
  }),
});

export const Btf = builder.objectRef<Open<'anonymous'>>('Btf').implement({
  description: 'What describes the types of BPF programs and maps, BTF.',
  fields: (t) => ({
    btfId: t.int({
      from: ['fdinfo'],
      nullable: true,
      description: 'Its number, as bpftool shows it. Source: fdinfo `btf_id`.',
      resolve: (open) => open.descriptor.details(parseBtf),
    }),
  }),
});
