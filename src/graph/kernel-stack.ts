import { builder } from '../builder.ts';
import { namedSymbol } from '../model/named-symbol.ts';
import { ProcfsError } from '../procfs/error.ts';
import type { Frame } from '../procfs/pid/stack.ts';
import { SymbolRef } from './symbol.ts';
import { TaskRef } from './task.ts';

const StackFrame = builder.objectRef<Frame>('StackFrame').implement({
  description: 'A call in the kernel that has not returned.',
  fields: (t) => ({
    name: t.exposeString('name', {
      nullable: true,
      description: 'The function; others may have its name too. Null if the address lies in none. Source: stack.',
    }),
    offset: t.expose('offset', {
      type: 'BigInt',
      nullable: true,
      description:
        'How far behind the start of the function it goes on, bytes. Null without a function. Source: stack, after `+`.',
    }),
    size: t.expose('size', {
      type: 'BigInt',
      nullable: true,
      description: 'Size of the function, bytes. Null without a function. Source: stack, after `/`.',
    }),
    module: t.exposeString('module', {
      nullable: true,
      description:
        'The module that the function belongs to. Null for the kernel itself, and for code made while it runs. Source: stack, in brackets.',
    }),
    address: t.expose('address', {
      type: 'Address',
      nullable: true,
      description:
        'Where it goes on. Null where the kernel says only in which function, as it does since Linux 4.15. Source: stack.',
    }),
    symbol: t.field({
      type: SymbolRef,
      from: ['symbols'],
      nullable: true,
      description:
        'The symbol of that name, module and size. Null, with the reason NOT_FOUND or AMBIGUOUS, if there is none or more than one. Source: /proc/kallsyms.',
      resolve: ({ name, module, size }, _, { operation }) => {
        if (name === null) throw new ProcfsError('NOT_FOUND', 'stack: a frame lies in no function');
        return namedSymbol(operation.table('symbols'), { name, module, size });
      },
    }),
  }),
});

builder.interfaceField(TaskRef, 'kernelStack', (t) =>
  t.field({
    type: [StackFrame],
    from: ['stack'],
    nullable: true,
    description:
      'What the kernel does for it, the innermost call first; empty while it runs. Null of zombies, and for a server without CAP_SYS_ADMIN. Source: stack.',
    resolve: (task) => {
      if (task.isEnding) throw task.lack('stack');
      return task.record('stack');
    },
  }),
);
