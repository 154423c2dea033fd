import { builder } from '../builder.ts';
import { Process } from '../model/process.ts';
import type { Mount as MountRecord } from '../procfs/pid/mountinfo.ts';
import { connectionType, pageArgs, pageByNumber } from './connection.ts';

const MountRef = builder.objectRef<MountRecord>('Mount').implement({
  description:
    'A mount as a process sees it, see proc_pid_mountinfo(5). Bytes of a path that are not UTF-8 become U+FFFD; `raw` is the bytes, in base64.',
  fields: (t) => {
    const text = (key: 'root' | 'mountPoint' | 'mountSource', description: string) =>
      t.string({ description, resolve: (mount) => mount[key].toString() });
    const raw = (key: 'root' | 'mountPoint' | 'mountSource', description: string) =>
      t.string({ description, resolve: (mount) => mount[key].toString('base64') });
    return {
      id: t.exposeInt('id', {
        description: 'Id of the mount; another has it after an unmount. Source: mountinfo, field 1.',
      }),
      parentId: t.exposeInt('parentId', {
        description:
          'Id of the mount that it is mounted on; of the topmost its own, or one that the process does not see. Source: mountinfo, field 2.',
      }),
      major: t.exposeInt('major', {
        description: 'Major number of the device, as stat(2) gives it for files here. Source: mountinfo, field 3.',
      }),
      minor: t.exposeInt('minor', { description: 'Minor number of the device. Source: mountinfo, field 3.' }),
      root: text(
        'root',
        'The directory of the file system that is mounted; of a namespace its name. Source: mountinfo, field 4.',
      ),
      rawRoot: raw('root', 'The bytes of that, in base64. Source: mountinfo, field 4.'),
      mountPoint: text('mountPoint', 'Where it is mounted, from the root of the process. Source: mountinfo, field 5.'),
      rawMountPoint: raw('mountPoint', 'The bytes of that, in base64. Source: mountinfo, field 5.'),
      options: t.exposeStringList('mountOptions', {
        description: 'Options of this mount: `rw`, `nosuid`. Source: mountinfo, field 6.',
      }),
      peerGroup: t.exposeInt('shared', {
        nullable: true,
        description:
          'Id of the group of mounts that tell each other of mounts below. Null if it is in none. Source: mountinfo `shared`.',
      }),
      masterPeerGroup: t.exposeInt('master', {
        nullable: true,
        description: 'Id of the group that tells it, and hears nothing. Null if none does. Source: mountinfo `master`.',
      }),
      propagatesFromPeerGroup: t.exposeInt('propagateFrom', {
        nullable: true,
        description:
          'Id of the nearest such group that the process sees. Null if that is the master. Source: mountinfo `propagate_from`.',
      }),
      isUnbindable: t.exposeBoolean('unbindable', {
        description: 'Whether it cannot be bound elsewhere. Source: mountinfo `unbindable`.',
      }),
      fileSystem: t.exposeString('fsType', {
        description: 'Type of the file system: `ext4`, `fuse.sshfs`. Source: mountinfo, field 9.',
      }),
      source: text(
        'mountSource',
        'What was mounted: a device, `host:/directory`, or any text; perhaps empty. Source: mountinfo, field 10.',
      ),
      rawSource: raw('mountSource', 'The bytes of that, in base64. Source: mountinfo, field 10.'),
      superOptions: t.exposeString('superOptions', {
        description:
          'Options of the file system, as the kernel prints them: values may have spaces and commas. Source: mountinfo, field 11.',
      }),
    };
  },
});

const MountConnection = connectionType(MountRef);

builder.objectField(Process, 'mounts', (t) =>
  t.field({
    type: MountConnection,
    from: ['mountinfo'],
    nullable: true,
    args: pageArgs,
    description: 'The mounts that it can reach from its root, in order of id. Source: mountinfo.',
    resolve: (process, args) => {
      const mounts = process.record('mountinfo').toSorted((a, b) => a.id - b.id);
      return pageByNumber(mounts, ({ id }) => id, args);
    },
  }),
);
