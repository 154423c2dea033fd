import { builder } from '../builder.ts';
import { Process } from '../model/process.ts';
import { stateOf, states } from '../model/state.ts';

export const ProcessState = builder.enumType('ProcessState', {
  description: 'What a process or thread is doing.',
  values: states,
});

builder.objectField(Process, 'state', (t) =>
  t.field({
    type: ProcessState,
    from: ['stat'],
    description: 'What it is doing. Source: stat `state`.',
    resolve: ({ stat }) => stateOf(stat.state),
  }),
);
