import { builder } from '../builder.ts';
import type { Task } from '../model/task.ts';
import type { TaskFiles } from '../model/task-files.ts';

type Attribute = keyof TaskFiles & `attr/${string}`;

export const SecurityLabels = builder.objectRef<Task>('SecurityLabels').implement({
  description:
    'What Linux Security Modules call a process or thread and the things that it makes, see proc_pid_attr(5). Null where none is set, and where this kernel runs no module that sets it.',
  fields: (t) => {
    const label = (file: Attribute, description: string) =>
      t.string({
        from: [file],
        nullable: true,
        description: `${description} Source: ${file}.`,
        resolve: (task) => task.record(file),
      });
    return {
      current: label('attr/current', 'Its label: the context of SELinux, or the profile of AppArmor.'),
      previous: label('attr/prev', 'Its label before the last exec.'),
      nextExec: label('attr/exec', 'Its label after the next exec.'),
      newFiles: label('attr/fscreate', 'The label of files that it makes.'),
      newKeys: label('attr/keycreate', 'The label of keys that it makes, see keyctl(2).'),
      newSockets: label('attr/sockcreate', 'The label of sockets that it makes.'),
      appArmorCurrent: label('attr/apparmor/current', 'Its profile of AppArmor.'),
      appArmorPrevious: label('attr/apparmor/prev', 'Its profile of AppArmor before the last change of hats.'),
      appArmorNextExec: label('attr/apparmor/exec', 'Its profile of AppArmor after the next exec.'),
      smackCurrent: label('attr/smack/current', 'Its label of Smack.'),
    };
  },
});
