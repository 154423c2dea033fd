import { said } from '../procfs/error.ts';
import type { CpuTicks } from '../procfs/stat.ts';

/** What a CPU can spend its time on. */
export type CpuMode = keyof CpuTicks;

const idleModes: ReadonlySet<string> = new Set<CpuMode>(['idle', 'iowait']);

/** How a CPU, or all of them together, spent the time between two samples. */
export class CpuChange {
  /** Null for all of them together. */
  readonly number: number | null;
  readonly #now: CpuTicks;
  readonly #before: CpuTicks | null;
  #spent: CpuTicks | undefined;

  /** `before` is null if there is no sample before, or this CPU was not online in it. */
  constructor(number: number | null, now: CpuTicks, before: CpuTicks | null) {
    this.number = number;
    this.#now = now;
    this.#before = before;
  }

  /** Of the time that all modes got, so that their percents add up to 100. Null where no tick has passed. */
  percent(mode: CpuMode): number | null {
    return this.#percent((spent) => said(spent[mode], mode));
  }

  busyPercent(): number | null {
    return this.#percent((spent) => sum(Object.entries(spent).filter(([mode]) => !idleModes.has(mode))));
  }

  #percent(part: (spent: CpuTicks) => number): number | null {
    if (this.#before === null) return null;
    this.#spent ??= spentTicks(this.#now, this.#before);
    const ticks = part(this.#spent);
    const total = sum(Object.entries(this.#spent));
    return total > 0 ? (ticks / total) * 100 : null;
  }
}

/**
 * What each mode has grown by. One that fell has not grown. The kernel counts the ticks of a guest twice, as user's or
 * nice ones too: there they are taken out. Null where the kernel is too old for the column.
 */
function spentTicks(now: CpuTicks, before: CpuTicks): CpuTicks {
  const grown = (mode: CpuMode): number => Math.max(0, said(now[mode], mode) - said(before[mode], mode));
  const later = (mode: CpuMode): number | null => (now[mode] === null && before[mode] === null ? null : grown(mode));
  const user = grown('user');
  const nice = grown('nice');
  const guest = within(user, later('guest'));
  const guestNice = within(nice, later('guestNice'));
  return {
    user: user - (guest ?? 0),
    nice: nice - (guestNice ?? 0),
    system: grown('system'),
    idle: grown('idle'),
    iowait: later('iowait'),
    irq: later('irq'),
    softirq: later('softirq'),
    steal: later('steal'),
    guest,
    guestNice,
  };
}

function within(whole: number, part: number | null): number | null {
  return part === null ? null : Math.min(whole, part);
}

function sum(modes: readonly [string, number | null][]): number {
  return modes.reduce((sum, [, ticks]) => sum + (ticks ?? 0), 0);
}
