import { builder } from '../builder.ts';
import type { Sysctl } from '../model/sysctl.ts';
import { writeSysctl } from '../model/write-sysctl.ts';
import { controlOf, logged } from './act.ts';
import { settingObstacles } from './obstacle.ts';

type Written = Sysctl & { kind: 'Sysctl' };

const SysctlRef = builder.objectRef<Written>('Sysctl').implement({
  description: 'A setting of the kernel: a file below /proc/sys.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Where it is below /proc/sys: `vm/swappiness`.' }),
    value: t.string({
      nullable: true,
      description: 'What it is now, as the kernel prints it, without the newline. Null if it can only be written.',
      resolve: async ({ path }, _, { operation }) => {
        const bytes = await operation.machine.proc.read(`sys/${path}`);
        return bytes.toString().replace(/\n$/, '');
      },
    }),
  }),
});

const SysctlAct = builder.unionType('SysctlAct', {
  description: 'What became of writing a setting: the setting as it is afterwards, or what was in the way.',
  types: [SysctlRef, ...settingObstacles],
  resolveType: ({ kind }) => kind,
});

builder.mutationField('writeSysctl', (t) =>
  t.field({
    type: SysctlAct,
    args: {
      path: t.arg.string({
        required: true,
        description: 'Name of the setting, as sysctl(8) takes it: `vm.swappiness` or `vm/swappiness`.',
      }),
      value: t.arg.string({ required: true, description: 'What to write, without a newline at the end.' }),
    },
    description:
      'Writes a setting of the kernel, of those that the server was started to write: --allow-sysctl. The network’s are those of the server’s network namespace. Writes a file below /proc/sys.',
    resolve: async (_, { path, value }, context) => {
      const { sysctls } = controlOf(context);
      const act = writeSysctl(context.operation, path, value, sysctls);
      const written = act.then((sysctl): Written => ({ kind: 'Sysctl', ...sysctl }));
      const became = await logged(
        `${JSON.stringify(value)} into the setting ${JSON.stringify(path)}`,
        context,
        written,
      );
      return became as Exclude<typeof became, { kind: 'ProcessGone' }>; // no process has a part in it
    },
  }),
);
