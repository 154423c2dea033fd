import { builder } from '../builder.ts';
import type { Open } from '../model/open.ts';
import { deviceNumber } from '../model/target.ts';
import { parseDrm } from '../procfs/pid/fdinfo/drm.ts';
import { parseTtyIndex } from '../procfs/pid/fdinfo/tty.ts';
import { parseTunInterface } from '../procfs/pid/fdinfo/tun.ts';
import { DrmClient } from './drm.ts';

export const Device = builder.objectRef<Open<'file'>>('Device').implement({
  description: 'A device.',
  fields: (t) => ({
    path: t.string({ description: 'The path of its device file.', resolve: ({ path }) => path.toString() }),
    major: t.int({
      nullable: true,
      description: 'Major number: its driver.',
      resolve: ({ stats }) => stats && deviceNumber(stats).major,
    }),
    minor: t.int({
      nullable: true,
      description: 'Minor number.',
      resolve: ({ stats }) => stats && deviceNumber(stats).minor,
    }),
    ttyIndex: t.int({
      from: ['fdinfo'],
      nullable: true,
      description:
        'Of the master of a pseudo-terminal, the number of its other side: /dev/pts/3 is 3. Null for other devices. Source: fdinfo `tty-index`.',
      resolve: (open) => open.descriptor.details(parseTtyIndex),
    }),
    tunInterface: t.string({
      from: ['fdinfo'],
      nullable: true,
      description:
        'Of /dev/net/tun, the network interface whose packets are read here. Null while it has none, and for other devices. Source: fdinfo `iff`.',
      resolve: (open) => open.descriptor.details(parseTunInterface),
    }),
    drm: t.field({
      type: DrmClient,
      from: ['fdinfo'],
      nullable: true,
      description:
        'Of a graphics card, what it does for whoever opened it. Null for other devices. Source: fdinfo, the lines `drm-*`.',
      resolve: (open) => open.descriptor.details(parseDrm),
    }),
  }),
});
