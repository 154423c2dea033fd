import { builder } from '../builder.ts';
import type { PressureChange, Resource } from '../live/pressure-change.ts';
import type { SystemChange } from '../live/system-change.ts';
import { Stall } from './stall.ts';
import { SystemStat } from './system-stat.ts';

const Pressure = builder.objectRef<PressureChange>('Pressure').implement({
  description: 'How much tasks wait for a resource, see the kernel’s Documentation/accounting/psi.rst.',
  fields: (t) => ({
    some: t.field({
      type: Stall,
      nullable: true,
      description:
        'At least one task waited. Null for interrupts: the kernel only tells the other. Source: /proc/pressure `some`.',
      resolve: (change) => change.stall('some'),
    }),
    full: t.field({
      type: Stall,
      nullable: true,
      description:
        'All tasks that were not idle waited at the same time: nothing got done. Null for CPUs: of a whole machine it is not defined, and the kernel prints zeros. Source: /proc/pressure `full`.',
      resolve: (change) => change.stall('full'),
    }),
  }),
});

const SystemPressure = builder.objectRef<SystemChange>('SystemPressure').implement({
  description:
    'How much tasks wait for resources. Null, as UNSUPPORTED, where the kernel does not measure it: before Linux 4.20, without CONFIG_PSI, or started with psi=0.',
  fields: (t) => {
    const of = (resource: Resource, description: string) =>
      t.field({
        type: Pressure,
        from: [`pressure/${resource}`],
        nullable: true,
        description,
        resolve: (change) => change.pressure(resource),
      });
    return {
      cpu: of('cpu', 'For a CPU. Source: /proc/pressure/cpu.'),
      memory: of('memory', 'For memory: to have it freed, or fetched back. Source: /proc/pressure/memory.'),
      io: of('io', 'For input and output. Source: /proc/pressure/io.'),
      irq: of(
        'irq',
        'For interrupts to be served, from Linux 6.1 with CONFIG_IRQ_TIME_ACCOUNTING on. Source: /proc/pressure/irq.',
      ),
    };
  },
});

builder.objectField(SystemStat, 'pressure', (t) =>
  t.field({
    type: SystemPressure,
    description: 'How much tasks wait for resources. Source: /proc/pressure.',
    resolve: (change) => change,
  }),
);
