import { builder } from '../builder.ts';
import { bpfMapTypes } from '../model/bpf-map-types.ts';
import { namedOf } from '../model/flags.ts';
import { type Open, printed } from '../model/open.ts';
import { parseBpfMap } from '../procfs/pid/fdinfo/bpf.ts';

const BpfMapType = builder.enumType('BpfMapType', {
  description: 'A kind of BPF map. Each description ends with the number.',
  values: bpfMapTypes,
});

export const BpfMap = builder.objectRef<Open<'anonymous'>>('BpfMap').implement({
  description: 'Data that BPF programs share with each other and with processes, see bpf(2).',
  fields: (t) => {
    const figure = (key: 'keySize' | 'valueSize' | 'maxEntries' | 'memlock', line: string, description: string) =>
      t.field({
        type: 'BigInt',
        from: ['fdinfo'],
        nullable: true,
        description: `${description} Source: fdinfo \`${line}\`.`,
        resolve: (open) => printed(open, open.descriptor.details(parseBpfMap)[key], line),
      });
    return {
      mapId: t.int({
        from: ['fdinfo'],
        nullable: true,
        description: 'Its number, as bpftool shows it. Source: fdinfo `map_id`.',
        resolve: (open) => printed(open, open.descriptor.details(parseBpfMap).id, 'map_id'),
      }),
      mapType: t.field({
        type: BpfMapType,
        from: ['fdinfo'],
        nullable: true,
        description:
          'What kind of map. Null for one that procql does not know: `FileDescriptor.details` has its number. Source: fdinfo `map_type`.',
        resolve: (open) => namedOf(open.descriptor.details(parseBpfMap).type, bpfMapTypes),
      }),
      keyBytes: figure('keySize', 'key_size', 'Length of a key, bytes.'),
      valueBytes: figure('valueSize', 'value_size', 'Length of a value, bytes.'),
      maximumEntries: figure('maxEntries', 'max_entries', 'How many entries it can have; of a ring, its bytes.'),
      memoryBytes: figure('memlock', 'memlock', 'Memory that it takes, bytes.'),
      frozen: t.boolean({
        from: ['fdinfo'],
        nullable: true,
        description: 'Whether processes can write it no more. Since Linux 5.2. Source: fdinfo `frozen`.',
        resolve: (open) => printed(open, open.descriptor.details(parseBpfMap).frozen, 'frozen'),
      }),
    };
  },
});
