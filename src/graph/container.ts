import { builder } from '../builder.ts';
import { containerOf, type Container as Found, runtimes } from '../model/container.ts';
import { Process } from '../model/process.ts';

const ContainerRuntime = builder.enumType('ContainerRuntime', {
  description: 'What started a container.',
  values: runtimes,
});

const Container = builder.objectRef<Found>('Container').implement({
  description: 'A container, as the path of a control group names it.',
  fields: (t) => ({
    id: t.exposeString('id', {
      description: 'The id that its runtime gave it: 64 hexadecimal digits. Source: cgroup, field 3.',
    }),
    runtime: t.expose('runtime', {
      type: ContainerRuntime,
      nullable: true,
      description: 'What started it. Null where the path has the id only. Source: cgroup, field 3.',
    }),
  }),
});

builder.objectField(Process, 'container', (t) =>
  t.field({
    type: Container,
    from: ['cgroup'],
    nullable: true,
    description:
      'The container that it runs in. Null where no path of its control groups carries the id of one: seen from inside of a container, none does. Source: cgroup, field 3.',
    resolve: (process) => containerOf(process.record('cgroup')),
  }),
);
