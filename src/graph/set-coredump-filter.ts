import { builder } from '../builder.ts';
import { dumpedMemory } from '../model/core-dump.ts';
import { setCoredumpFilter } from '../model/write-process-file.ts';
import { actOn, ProcessAct } from './act.ts';
import { DumpedMemory } from './core-dump-filter.ts';

builder.mutationField('setCoredumpFilter', (t) =>
  t.field({
    type: ProcessAct,
    args: {
      id: t.arg.id({ required: true, description: 'Id of the process: `Process.id`.' }),
      kinds: t.arg({ type: [DumpedMemory], required: true, description: 'All that a core dump is to have.' }),
    },
    description:
      'Chooses the memory that a core dump of a process has: `Process.coreDumpFilter`. The file is opened before the start time is compared, so that a successor of the pid is never hit. Writes coredump_filter.',
    resolve: (_, { id, kinds }, context) =>
      actOn(id, `coredump_filter ${namesOf(kinds)} for`, context, (target) =>
        setCoredumpFilter(context.operation, target, kinds),
      ),
  }),
);

function namesOf(kinds: readonly number[]): string {
  const names = Object.entries(dumpedMemory).filter(([, { value }]) => kinds.includes(value));
  return `[${names.map(([name]) => name).join(', ')}]`;
}
