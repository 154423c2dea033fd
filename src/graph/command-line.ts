import { builder } from '../builder.ts';
import { type Cmdline, commandLine } from '../procfs/pid/cmdline.ts';
import { TaskRef } from './task.ts';

const CommandLine = builder.objectRef<Cmdline>('CommandLine').implement({
  description:
    'What a program was started with, or what it says of itself instead: it may write anything here. What looks like a secret is masked in all fields, and where they are filtered by: `***` stands in the place of passwords, tokens and keys, by the name of the option, variable, header, element or SQL clause before them, of private keys, and of passwords in URLs, for HTTP with the user; in the place of all, if there is more than 128 KiB and any such name. The server shows them if it was started with --show-secrets, but never its own token.',
  fields: (t) => ({
    text: t.string({
      nullable: true,
      description:
        'For people to read: the arguments with a space between, a padded title without its padding. Null if there are none. Source: cmdline.',
      resolve: (cmdline) => commandLine(cmdline),
    }),
    arguments: t.stringList({
      description:
        'The arguments, the program’s name first, empty ones too. Bytes that are not UTF-8 become U+FFFD. Source: cmdline.',
      resolve: (cmdline) => cmdline.arguments.map(String),
    }),
    raw: t.string({
      description: 'All bytes, in base64, but for what is masked. Source: cmdline.',
      resolve: ({ raw }) => raw.toString('base64'),
    }),
  }),
});

builder.interfaceField(TaskRef, 'commandLine', (t) =>
  t.field({
    type: CommandLine,
    from: ['cmdline'],
    nullable: true,
    description:
      'What it was started with. Null for kernel threads and zombies: of a process whose first thread has ended, another thread still tells. Source: cmdline.',
    resolve: (task) => task.record('cmdline'),
  }),
);
