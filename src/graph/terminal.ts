import { builder } from '../builder.ts';
import { Process } from '../model/process.ts';
import { type Terminal, terminalOf } from '../model/terminal.ts';

const TerminalRef = builder.objectRef<Terminal>('Terminal').implement({
  description: 'A terminal device.',
  fields: (t) => ({
    name: t.exposeString('name', {
      nullable: true,
      description: 'Name below /dev, like pts/3. Null for a driver whose names procql does not know.',
    }),
    major: t.exposeInt('major', { description: 'Major number of the device: its driver.' }),
    minor: t.exposeInt('minor', { description: 'Minor number of the device.' }),
  }),
});

builder.objectField(Process, 'terminal', (t) =>
  t.field({
    type: TerminalRef,
    from: ['stat'],
    nullable: true,
    description: 'The terminal that controls it. Null if it has none. Source: stat `tty_nr`.',
    resolve: ({ stat }) => terminalOf(stat.ttyNr),
  }),
);
