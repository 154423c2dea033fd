import { builder } from '../builder.ts';
import type {
  DrmClient as DrmClientRecord,
  DrmEngine as DrmEngineRecord,
  DrmRegion as DrmRegionRecord,
} from '../procfs/pid/fdinfo/drm.ts';

const DrmEngine = builder.objectRef<DrmEngineRecord>('DrmEngine').implement({
  description:
    'A part of a graphics card that works by itself. Figures may fall back for a moment; each is null if the driver does not print it.',
  fields: (t) => {
    const figure = (key: 'busyNs' | 'cycles' | 'totalCycles' | 'maxFrequencyHz', line: string, description: string) =>
      t.expose(key, { type: 'BigInt', nullable: true, description: `${description} Source: fdinfo \`${line}-*\`.` });
    return {
      name: t.exposeString('name', { description: 'What the driver calls it: `gfx`, `rcs`. Source: fdinfo.' }),
      capacity: t.exposeInt('capacity', {
        description: 'How many equal parts are counted as one. Source: fdinfo `drm-engine-capacity-*`, else 1.',
      }),
      busyNanoseconds: figure('busyNs', 'drm-engine', 'How long it has worked for this client.'),
      busyCycles: figure('cycles', 'drm-cycles', 'Its cycles in which it worked for this client.'),
      totalCycles: figure('totalCycles', 'drm-total-cycles', 'All of its cycles, to compare that with.'),
      maximumHertz: figure('maxFrequencyHz', 'drm-maxfreq', 'How many cycles it can do in a second.'),
    };
  },
});

const DrmMemory = builder.objectRef<DrmRegionRecord>('DrmMemory').implement({
  description: 'A kind of memory, and what a client has of it. Each figure is null if the driver does not print it.',
  fields: (t) => {
    const figure = (key: Exclude<keyof DrmRegionRecord, 'name'>, line: string, description: string) =>
      t.expose(key, {
        type: 'BigInt',
        nullable: true,
        description: `${description}, bytes. Source: fdinfo \`${line}-*\`.`,
      });
    return {
      name: t.exposeString('name', { description: 'What the driver calls it: `vram`, `gtt`. Source: fdinfo.' }),
      totalBytes: figure('total', 'drm-total', 'All of its buffers, also those that have no memory yet'),
      sharedBytes: figure('shared', 'drm-shared', 'Buffers that others have too'),
      residentBytes: figure('resident', 'drm-resident', 'Buffers that are in memory'),
      purgeableBytes: figure('purgeable', 'drm-purgeable', 'Buffers that it does not need any more'),
      activeBytes: figure('active', 'drm-active', 'Buffers that an engine works on'),
    };
  },
});

export const DrmClient = builder.objectRef<DrmClientRecord>('DrmClient').implement({
  description:
    'What a graphics card does for whoever has opened it. Descriptors with the same `device` and `clientId`, in whatever processes, have the same figures: count them once.',
  fields: (t) => ({
    driver: t.exposeString('driver', { description: 'Its driver: `amdgpu`, `i915`. Source: fdinfo `drm-driver`.' }),
    device: t.exposeString('pdev', {
      nullable: true,
      description: 'Where it is on the PCI bus. Null if it is not. Source: fdinfo `drm-pdev`.',
    }),
    clientId: t.expose('clientId', {
      type: 'BigInt',
      nullable: true,
      description: 'Which client, unique on the device. Source: fdinfo `drm-client-id`.',
    }),
    clientName: t.exposeString('clientName', {
      nullable: true,
      description: 'What the client calls itself. Null if it does not. Source: fdinfo `drm-client-name`.',
    }),
    engines: t.field({
      type: [DrmEngine],
      description: 'What works for it. Source: fdinfo `drm-engine-*`, `drm-cycles-*`.',
      resolve: ({ engines }) => engines,
    }),
    memory: t.field({
      type: [DrmMemory],
      description: 'What memory it has. Source: fdinfo `drm-total-*`, `drm-resident-*` and others.',
      resolve: ({ regions }) => regions,
    }),
  }),
});
