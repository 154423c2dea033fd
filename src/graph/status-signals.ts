import { builder } from '../builder.ts';
import { signalsIn } from '../model/signals.ts';
import { Signal } from './signal.ts';
import { line, Status } from './status.ts';

type Key = 'sigPnd' | 'shdPnd' | 'sigBlk' | 'sigIgn' | 'sigCgt';

builder.objectFields(Status, (t) => {
  const signals = (key: Key, description: string) =>
    t.field({
      type: [Signal],
      nullable: true,
      description,
      resolve: (task) => signalsIn(line(task, key)),
    });
  return {
    queuedSignals: t.int({
      nullable: true,
      description: 'How many signals are queued for all processes of its real user. Source: status `SigQ`.',
      resolve: (task) => line(task, 'sigQ').queued,
    }),
    queuedSignalLimit: t.field({
      type: 'BigInt',
      nullable: true,
      description: 'How many may be, RLIMIT_SIGPENDING. Null is unlimited. Source: status `SigQ`.',
      resolve: (task) => line(task, 'sigQ').limit,
    }),
    pendingSignals: signals('shdPnd', 'Signals that wait for the process. Source: status `ShdPnd`.'),
    threadPendingSignals: signals('sigPnd', 'Signals that wait for the thread alone. Source: status `SigPnd`.'),
    blockedSignals: signals('sigBlk', 'Signals that the thread lets wait. Source: status `SigBlk`.'),
    ignoredSignals: signals('sigIgn', 'Signals that it ignores. Source: status `SigIgn`.'),
    caughtSignals: signals('sigCgt', 'Signals for which it has a handler. Source: status `SigCgt`.'),
  };
});
