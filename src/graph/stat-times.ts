import { builder } from '../builder.ts';
import type { Stat as StatRecord } from '../procfs/pid/stat.ts';
import type { Integer } from '../procfs/text.ts';
import { Stat } from './stat.ts';

/** The fields of every kernel, and those that came later. */
type Key = { [K in keyof StatRecord]: StatRecord[K] extends Integer ? K : never }[keyof StatRecord];
type LaterKey = Exclude<
  { [K in keyof StatRecord]: StatRecord[K] extends Integer | null ? K : never }[keyof StatRecord],
  Key
>;

builder.objectFields(Stat, (t) => {
  const count = (key: Key, description: string) =>
    t.field({ type: 'BigInt', from: ['stat'], description, resolve: ({ stat }) => stat[key] });
  const laterCount = (key: LaterKey, description: string) =>
    t.field({
      type: 'BigInt',
      from: ['stat'],
      nullable: true,
      description,
      resolve: (task) => task.present(task.stat[key], key),
    });
  return {
    minorFaults: count('minflt', 'Page faults that needed nothing from storage. Source: stat `minflt`.'),
    childrenMinorFaults: count('cminflt', 'The same of its children that it has waited for. Source: stat `cminflt`.'),
    majorFaults: count('majflt', 'Page faults that fetched a page from storage. Source: stat `majflt`.'),
    childrenMajorFaults: count('cmajflt', 'The same of its children that it has waited for. Source: stat `cmajflt`.'),
    userTicks: count('utime', 'CPU time in user mode, a guest’s time included, clock ticks. Source: stat `utime`.'),
    systemTicks: count('stime', 'CPU time in the kernel, clock ticks. Source: stat `stime`.'),
    childrenUserTicks: count(
      'cutime',
      'CPU time in user mode of its children that it has waited for, clock ticks. Source: stat `cutime`.',
    ),
    childrenSystemTicks: count(
      'cstime',
      'CPU time in the kernel of its children that it has waited for, clock ticks. Source: stat `cstime`.',
    ),
    guestTicks: laterCount(
      'guestTime',
      'CPU time of a virtual CPU that it runs, clock ticks. Source: stat `guest_time`.',
    ),
    childrenGuestTicks: laterCount(
      'cguestTime',
      'The same of its children that it has waited for, clock ticks. Source: stat `cguest_time`.',
    ),
    startTicks: count(
      'starttime',
      'When it was started, clock ticks after boot. With the pid, its identity. Source: stat `starttime`.',
    ),
    blockIoDelayTicks: laterCount(
      'delayacctBlkioTicks',
      'Time spent waiting for storage, clock ticks; 0 unless the kernel has delay accounting on. Source: stat `delayacct_blkio_ticks`.',
    ),
  };
});
