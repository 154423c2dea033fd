import { builder } from '../builder.ts';
import type { Task } from '../model/task.ts';
import { AccountRef } from './account.ts';
import { TaskRef } from './task.ts';

const Audit = builder.objectRef<Task>('Audit').implement({
  description: 'Who a process or thread is answerable to: kept from the login on, whatever rights it takes or drops.',
  fields: (t) => ({
    loginUser: t.field({
      type: AccountRef,
      from: ['loginuid'],
      nullable: true,
      description: 'The user who logged in. Null if it comes from no login, as a service does. Source: loginuid.',
      resolve: (task) => {
        const id = task.record('loginuid');
        return id === null ? null : { id, table: 'users' as const };
      },
    }),
    sessionId: t.field({
      type: 'BigInt',
      from: ['sessionid'],
      nullable: true,
      description: 'Number of the login since boot. Null if it comes from none. Source: sessionid.',
      resolve: (task) => task.record('sessionid'),
    }),
  }),
});

builder.interfaceField(TaskRef, 'audit', (t) =>
  t.field({
    type: Audit,
    description: 'Which login it comes from. Source: loginuid, sessionid.',
    resolve: (task) => task,
  }),
);
