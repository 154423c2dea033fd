import { builder } from '../builder.ts';
import { type FileLines, fileEvents } from '../live/file-tail.ts';
import { followLines } from '../live/follow-lines.ts';
import type { Line } from '../live/lines.ts';

const FdLine = builder.objectRef<Line>('FdLine').implement({
  description: 'A line as it was written, or a piece of a very long one.',
  fields: (t) => ({
    text: t.string({
      description:
        'The line without its line feed, and without a carriage return before that. Bytes that are not UTF-8 become U+FFFD. The server’s own token is masked: `***` stands in its place.',
      resolve: ({ text }, _, { operation: { machine } }) => machine.secrets.masked(text),
    }),
    offset: t.expose('offset', { type: 'BigInt', description: 'Where it begins in the file, bytes.' }),
    cut: t.exposeBoolean('cut', {
      description: 'The line is longer than 64 KiB: this is a piece of it, the next one goes on where it ends.',
    }),
    partial: t.exposeBoolean('partial', {
      description:
        'The line was never finished: the file was closed, cut short or exchanged before its line feed was written.',
    }),
  }),
});

const FdLinesEventKind = builder.enumType('FdLinesEventKind', {
  description: 'What can happen to a file whose lines are followed.',
  values: fileEvents,
});

const FdLinesEvent = builder.objectRef<FileLines>('FdLinesEvent').implement({
  description: 'Lines that were written, at most 1,000, and what happened after them.',
  fields: (t) => ({
    lines: t.expose('lines', {
      type: [FdLine],
      description: 'The lines, in the order of the file. None, if only something happened.',
    }),
    event: t.expose('event', {
      type: FdLinesEventKind,
      nullable: true,
      description: 'What happened after these lines. Null if nothing did.',
    }),
    droppedBytes: t.expose('droppedBytes', {
      type: 'BigInt',
      description:
        'What the event lost or left out, bytes: the zeros of a hole, or what was cut off before it was read, as far as is known.',
    }),
  }),
});

builder.subscriptionField('fdLines', (t) =>
  t.field({
    type: FdLinesEvent,
    description:
      'The lines that are written to a descriptor’s file, by whomever: the last ones, then each as its line feed is written, until the descriptor is closed or its process ends. Regular files only, and none of the server itself; of anything else, the error says why not. A slow reader makes procql read on later, holds up no other, and loses nothing but what is cut off meanwhile.',
    args: {
      pid: t.arg.int({ required: true, description: 'Process id, from 1 on.' }),
      fd: t.arg.int({ required: true, description: 'Descriptor number, from 0 on.' }),
      last: t.arg.int({
        required: true,
        defaultValue: 0,
        description:
          'How many of the lines that are there already to give first: from 0 to 10,000, of the last 16 MiB.',
      }),
    },
    subscribe: (_, { pid, fd, last }, { operation }) => followLines(operation.machine, pid, fd, last),
    resolve: ({ value }) => value,
  }),
);
