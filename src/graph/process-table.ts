import type { GraphQLResolveInfo } from 'graphql';
import { builder } from '../builder.ts';
import { refuseExpensiveOfAll } from '../expensive.ts';
import { watchProcesses } from '../live/process-table.ts';
import { type Selected, stableTables, type TableChange } from '../live/table-change.ts';
import { fieldsBeside, keysBelow, reachesFurther, sourcesBelow } from '../look-ahead.ts';
import { sampledFiles } from '../model/process.ts';
import type { State } from '../model/state.ts';
import { mostRows } from './connection.ts';
import { ProcessRef } from './process.ts';
import { ProcessState } from './process-state.ts';
import { ProcessFilter, ProcessOrder } from './processes.ts';
import { samplingArgs } from './sampling-args.ts';
import { SystemStat } from './system-stat.ts';

const StateCount = builder.objectRef<{ state: State; count: number }>('ProcessStateCount').implement({
  description: 'How many processes are in a state.',
  fields: (t) => ({
    state: t.expose('state', { type: ProcessState, description: 'The state.' }),
    count: t.exposeInt('count', { description: 'How many processes are in it.' }),
  }),
});

const ProcessTableEvent = builder.objectRef<TableChange>('ProcessTableEvent').implement({
  description:
    'How a table of processes has changed. To have the table as it is now: forget it if the event is `whole`; take away the rows with the ids in `left`; put each of `rows` in the place of the one with its `id`, or add it; sort them by `order`, if there is one.',
  fields: (t) => ({
    whole: t.exposeBoolean('isWhole', {
      description: 'Whether `rows` is the whole table: in the first event, also of a client that connects again.',
    }),
    rows: t.expose('rows', {
      type: [ProcessRef],
      description:
        'The rows that are new, or of which something has changed that is selected here. Ask for their `id` to know them again.',
    }),
    left: t.expose('left', {
      type: ['ID'],
      description:
        'Ids of the rows that are no longer in the table: the process is gone, or does not belong in it any more.',
    }),
    order: t.expose('order', {
      type: ['ID'],
      nullable: true,
      description:
        'Ids of all rows in their order, if rows have come, left or changed places. Null if the order is the same as before.',
    }),
    totalCount: t.int({
      description: 'How many processes meet the filter, be they among the first or not.',
      resolve: ({ now }) => now.totalCount,
    }),
    states: t.expose('states', {
      type: [StateCount],
      description: 'How many of all processes of the machine are in each state, most first. Source: stat `state`.',
    }),
    system: t.expose('system', {
      type: SystemStat,
      description: 'What the machine does, and what it did since the sample before.',
    }),
    elapsedMs: t.expose('elapsedMs', {
      type: 'Float',
      nullable: true,
      description:
        'Time since the sample before, milliseconds: what `cpu { usage }` of the rows refers to. Null in the first event of all. Source: the monotonic clock.',
    }),
  }),
});

builder.subscriptionField('processTable', (t) =>
  t.field({
    type: ProcessTableEvent,
    description:
      'What `top` shows, as differences: the first event has all rows, each later one those that have changed, one an interval. A slow reader misses samples, but no difference. Files that the kernel may be slow to print, and what a row says of other things, are read again for each sample.',
    args: {
      where: t.arg({ type: ProcessFilter, description: 'Which processes. All, if not given.' }),
      orderBy: t.arg({ type: [ProcessOrder], description: 'Their order. By pid, if not given.' }),
      first: t.arg.int({ description: 'How many rows at most, from 0 on: the first in this order.' }),
      ...samplingArgs,
    },
    subscribe: (_, { where, orderBy, first, intervalMs }, { operation }, info) => {
      refuseExpensiveOfAll(info, { first, where });
      const query = { where: where ?? {}, order: orderBy ?? [], first: mostRows({ first }) };
      return watchProcesses(operation.machine, intervalMs, query, selected(info));
    },
    resolve: ({ value }) => value,
  }),
);

function selected(info: GraphQLResolveInfo): Selected {
  const below = sourcesBelow(info);
  const sources = [...(below.get('Process') ?? [])];
  const tables = stableTables.filter((name) => sources.includes(name));
  const files = sources.filter((name) => sampledFiles.has(name));
  return {
    files,
    tables,
    system: [...(below.get('SystemStat') ?? [])],
    isOwn: files.length + tables.length === sources.length && !reachesFurther(info),
    eventKey: String(info.path.key),
    rowKeys: keysBelow(info, 'rows'),
    otherFields: fieldsBeside(info, 'ProcessTableEvent.rows'),
  };
}
