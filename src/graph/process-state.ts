import { builder } from '../builder.ts';
import { stateOf, states } from '../model/state.ts';
import { TaskRef } from './task.ts';

export const ProcessState = builder.enumType('ProcessState', {
  description: 'What a process or thread is doing.',
  values: states,
});

builder.interfaceField(TaskRef, 'state', (t) =>
  t.field({
    type: ProcessState,
    from: ['stat'],
    description: 'What it is doing. Source: stat `state`.',
    resolve: ({ stat }) => stateOf(stat.state),
  }),
);
