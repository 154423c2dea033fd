import { builder } from '../builder.ts';
import { libcIfAny, sendSignal } from '../model/send-signal.ts';
import { signals } from '../model/signals.ts';
import { actOn, ProcessAct } from './act.ts';
import { Signal } from './signal.ts';

builder.mutationField('signalProcess', (t) =>
  t.field({
    type: ProcessAct,
    args: {
      id: t.arg.id({ required: true, description: 'Id of the process: `Process.id`.' }),
      signal: t.arg({ type: Signal, required: true, description: 'The signal.' }),
    },
    description:
      'Sends a signal to a process, as kill(2). A descriptor of the process names it to the kernel, so that a successor of its pid is never hit; where the server has no koffi, or Linux is older than 5.1, the pid does, at once after its start time was compared. Not to the server itself, nor to process 1.',
    resolve: (_, { id, signal }, context) =>
      actOn(id, `${nameOf(signal)} to`, context, async (target) =>
        sendSignal(context.operation, target, signal, await libcIfAny()),
      ),
  }),
);

function nameOf(number: number): string {
  return Object.entries(signals).find(([, { value }]) => value === number)?.[0] ?? `signal ${number}`;
}
