import type { Operation } from '../model/operation.ts';
import { Thing } from '../model/thing.ts';
import { said } from '../procfs/error.ts';
import type { SystemStat } from '../procfs/stat.ts';
import { CpuChange } from './cpu-change.ts';
import { PressureChange, type Resource } from './pressure-change.ts';

/** What the machine does at one moment, and how it differs from a moment before: without one, differences are null. */
export class SystemChange extends Thing {
  override readonly typeName = 'SystemStat';
  override readonly failure = undefined;
  readonly now: Operation;
  readonly #before: Operation | null;

  constructor(now: Operation, before: Operation | null) {
    super();
    this.now = now;
    this.#before = before;
  }

  /** It is read from tables of the machine only, which the operation has. */
  override has(): boolean {
    return true;
  }

  override arrival(): Promise<void> {
    return Promise.resolve();
  }

  get elapsedMs(): number | null {
    return this.#before && this.now.at - this.#before.at;
  }

  /** All CPUs together. */
  get cpu(): CpuChange {
    return new CpuChange(null, this.now.table('systemStat').cpu, this.#before?.table('systemStat').cpu ?? null);
  }

  /** CPUs that are online. They come and go: it is by their number that they are the same. */
  get cpus(): CpuChange[] {
    const before = new Map(this.#before?.table('systemStat').cpus.map((row) => [row.cpu, row]));
    return this.now.table('systemStat').cpus.map(({ cpu, ...now }) => new CpuChange(cpu, now, before.get(cpu) ?? null));
  }

  /** How often it happened since the moment before. A counter that fell, if the kernel lets one fall, has not grown. */
  count(counter: 'ctxt' | 'intr' | 'softirq' | 'processes'): number | null {
    const of = (operation: Operation): number => said(operation.table('systemStat')[counter], counter);
    const now = of(this.now);
    return this.#before && Math.max(0, now - of(this.#before));
  }

  /** How many tasks there are of a kind at this moment. */
  tasks(kind: keyof Pick<SystemStat, 'procsRunning' | 'procsBlocked'>): number {
    return said(this.now.table('systemStat')[kind], kind);
  }

  /** Throws where the kernel does not tell. */
  pressure(resource: Resource): PressureChange {
    return new PressureChange(resource, this.now, this.#before);
  }
}
