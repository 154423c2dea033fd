import { builder } from '../builder.ts';
import { Process } from '../model/process.ts';
import type { TableName } from '../model/tables.ts';

/** A user or group: its id, and the table that knows the name. */
interface Account {
  id: number;
  table: TableName & ('users' | 'groups');
}

export const AccountRef = builder.objectRef<Account>('Account').implement({
  description: 'A user or a group.',
  fields: (t) => ({
    id: t.expose('id', {
      type: 'BigInt',
      description: 'User or group id, in the user namespace of the server. 65534 may be an id that it does not map.',
    }),
    name: t.string({
      from: ['users', 'groups'],
      nullable: true,
      description:
        'Its name. Null if the file has no such id. Source: /etc/passwd or /etc/group of pid 1, or of the server where that is denied.',
      resolve: ({ id, table }, _, { operation }) => operation.table(table).get(id) ?? null,
    }),
  }),
});

builder.objectFields(Process, (t) => ({
  user: t.field({
    type: AccountRef,
    from: ['status'],
    nullable: true,
    description: 'The user whose rights it has: the effective one. Source: status `Uid`.',
    resolve: (process) => ({
      id: process.present(process.record('status').uid, 'Uid').effective,
      table: 'users' as const,
    }),
  }),
  group: t.field({
    type: AccountRef,
    from: ['status'],
    nullable: true,
    description: 'The group whose rights it has: the effective one. Source: status `Gid`.',
    resolve: (process) => ({
      id: process.present(process.record('status').gid, 'Gid').effective,
      table: 'groups' as const,
    }),
  }),
}));
