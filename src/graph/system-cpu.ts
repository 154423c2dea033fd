import { builder } from '../builder.ts';
import type { CpuChange, CpuMode } from '../live/cpu-change.ts';

export const SystemCpu = builder.objectRef<CpuChange>('SystemCpu').implement({
  description:
    'What a CPU spent its time on since the event before, in percent. The modes exclude each other and add up to 100: a guest’s time, which the kernel counts as user time also, is only in `guestPercent` and `guestNicePercent`. The kernel counts hundredths of a second: short intervals are coarse. A counter that fell, as those of idle and stolen time do at times, has not grown. All percents are null if nothing was counted, or a counter was nonsense.',
  fields: (t) => {
    const percent = (mode: CpuMode, description: string) =>
      t.float({ nullable: true, description, resolve: (change) => change.percent(mode) });
    return {
      number: t.int({
        nullable: true,
        description: 'Number of the CPU, from 0 on, with gaps for those offline. Null for all together.',
        resolve: ({ number }) => number,
      }),
      busyPercent: t.float({
        nullable: true,
        description: 'All but idle and waiting for input or output, stolen time included, percent.',
        resolve: (change) => change.busyPercent(),
      }),
      userPercent: percent('user', 'In user mode, without guests and the niced, percent. Source: /proc/stat `user`.'),
      nicePercent: percent(
        'nice',
        'In user mode for processes with a nice value above 0, without guests, percent. Source: /proc/stat `nice`.',
      ),
      systemPercent: percent('system', 'In the kernel, percent. Source: /proc/stat `system`.'),
      idlePercent: percent('idle', 'Nothing to do, percent. Source: /proc/stat `idle`.'),
      ioWaitPercent: percent(
        'iowait',
        'Nothing to do, but a task waits for input or output, percent. Not reliable: that task need not have run on this CPU. Source: /proc/stat `iowait`.',
      ),
      interruptPercent: percent('irq', 'Serving interrupts, percent. Source: /proc/stat `irq`.'),
      softInterruptPercent: percent('softirq', 'Serving soft interrupts, percent. Source: /proc/stat `softirq`.'),
      stealPercent: percent(
        'steal',
        'Taken by the hypervisor for other machines while this CPU had work, percent. Source: /proc/stat `steal`.',
      ),
      guestPercent: percent('guest', 'Running virtual CPUs, percent. Source: /proc/stat `guest`.'),
      guestNicePercent: percent(
        'guestNice',
        'Running virtual CPUs with a nice value above 0, percent. Source: /proc/stat `guest_nice`.',
      ),
    };
  },
});
