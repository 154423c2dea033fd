import { builder } from '../builder.ts';
import { Process } from '../model/process.ts';
import { signalsIn } from '../model/signals.ts';
import { Signal } from './signal.ts';
import { line } from './status.ts';

type Key = 'sigPnd' | 'shdPnd' | 'sigBlk' | 'sigIgn' | 'sigCgt';

const Signals = builder.objectRef<Process>('Signals').implement({
  description: 'What a process does with signals, see signal(7).',
  fields: (t) => {
    const signals = (key: Key, description: string) =>
      t.field({
        type: [Signal],
        from: ['status'],
        nullable: true,
        description,
        resolve: (process) => signalsIn(line(process, key)),
      });
    return {
      pending: signals('shdPnd', 'Those that wait for the process. Source: status `ShdPnd`.'),
      threadPending: signals('sigPnd', 'Those that wait for its first thread. Source: status `SigPnd`.'),
      blocked: signals('sigBlk', 'Those that its first thread lets wait. Source: status `SigBlk`.'),
      ignored: signals('sigIgn', 'Those that it ignores. Source: status `SigIgn`.'),
      caught: signals('sigCgt', 'Those for which it has a handler. Source: status `SigCgt`.'),
      queued: t.int({
        from: ['status'],
        nullable: true,
        description: 'How many are queued for all processes of its real user. Source: status `SigQ`.',
        resolve: (process) => line(process, 'sigQ').queued,
      }),
      queueLimit: t.field({
        type: 'BigInt',
        from: ['status'],
        nullable: true,
        description: 'How many may be, RLIMIT_SIGPENDING. Null is unlimited. Source: status `SigQ`.',
        resolve: (process) => line(process, 'sigQ').limit,
      }),
    };
  },
});

builder.objectField(Process, 'signals', (t) =>
  t.field({
    type: Signals,
    description: 'What it does with signals, and which wait for it. Source: status.',
    resolve: (process) => process,
  }),
);
