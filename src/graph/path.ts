import { builder } from '../builder.ts';
import { settled } from '../model/deleted.ts';
import type { Operation } from '../model/operation.ts';
import type { Task } from '../model/task.ts';
import type { Link } from '../procfs/pid/link.ts';
import { TaskRef } from './task.ts';

/** A place in the file system. */
export const Path = builder.objectRef<Link>('Path').implement({
  description:
    'A place in the file system. Its path begins at the root of the server, or, where it is not below that, of the mount namespace that it is in: in a container, of the container.',
  fields: (t) => ({
    path: t.string({
      description: 'The path. Bytes that are not UTF-8 become U+FFFD.',
      resolve: ({ path }) => path.toString(),
    }),
    deleted: t.exposeBoolean('deleted', {
      description:
        'Whether the file has been deleted, or another has its name. A file that is called `x (deleted)` looks the same where the server may not ask for the file itself.',
    }),
    raw: t.string({ description: 'The bytes of the path, in base64.', resolve: ({ path }) => path.toString('base64') }),
  }),
});

/** What one of a task's own links leads to. */
function follow(task: Task, name: 'exe' | 'cwd' | 'root', operation: Operation): Link | Promise<Link> {
  const link = task.record(name);
  return link.deleted ? settled(operation, task.process, link, task.read(name).path) : link;
}

builder.interfaceFields(TaskRef, (t) => ({
  executable: t.field({
    type: Path,
    from: ['exe'],
    nullable: true,
    description: 'The file of the program that it runs. Source: the link exe.',
    resolve: (task, _, { operation }) => follow(task, 'exe', operation),
  }),
  workingDirectory: t.field({
    type: Path,
    from: ['cwd'],
    nullable: true,
    description: 'Where its relative paths begin. Source: the link cwd.',
    resolve: (task, _, { operation }) => follow(task, 'cwd', operation),
  }),
  rootDirectory: t.field({
    type: Path,
    from: ['root'],
    nullable: true,
    description: 'Where its absolute paths begin, see chroot(2). Source: the link root.',
    resolve: (task, _, { operation }) => follow(task, 'root', operation),
  }),
}));
