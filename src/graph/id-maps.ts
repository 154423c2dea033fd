import { builder } from '../builder.ts';
import { Process } from '../model/process.ts';
import type { IdRange as IdRangeRecord } from '../procfs/pid/uid_map.ts';

const IdRange = builder.objectRef<IdRangeRecord>('IdRange').implement({
  description: 'Ids of a user namespace that stand for as many others outside of it, see user_namespaces(7).',
  fields: (t) => ({
    inside: t.expose('inside', {
      type: 'BigInt',
      description: 'The first id as the namespace has it. Source: uid_map, gid_map, projid_map, column 1.',
    }),
    outside: t.expose('outside', {
      type: 'BigInt',
      nullable: true,
      description:
        'The same as the server’s namespace has it, or the parent’s if the server is in the same. Null if that has no such id. Source: uid_map, gid_map, projid_map, column 2.',
    }),
    count: t.expose('count', {
      type: 'BigInt',
      description: 'How many ids. Source: uid_map, gid_map, projid_map, column 3.',
    }),
  }),
});

const IdMaps = builder.objectRef<Process>('IdMaps').implement({
  description: 'What the ids of a process’s user namespace stand for. Ids in no range have no meaning in it.',
  fields: (t) => {
    const map = (file: 'uid_map' | 'gid_map' | 'projid_map', description: string) =>
      t.field({
        type: [IdRange],
        from: [file],
        nullable: true,
        description: `${description} Empty until somebody has written it. Source: ${file}.`,
        resolve: (process) => process.record(file),
      });
    return {
      users: map('uid_map', 'User ids.'),
      groups: map('gid_map', 'Group ids.'),
      projects: map('projid_map', 'Project ids, of disk quotas.'),
      maySetGroups: t.boolean({
        from: ['setgroups'],
        nullable: true,
        description: 'Whether setgroups(2) is allowed in the namespace. Source: setgroups.',
        resolve: (process) => process.record('setgroups'),
      }),
    };
  },
});

builder.objectField(Process, 'idMaps', (t) =>
  t.field({
    type: IdMaps,
    description: 'What users and groups of its user namespace are outside. Source: uid_map, gid_map, projid_map.',
    resolve: (process) => process,
  }),
);
