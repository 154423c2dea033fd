import type { Machine } from '../model/machine.ts';
import { Operation } from '../model/operation.ts';
import { ownObstacle } from '../model/own-files.ts';
import { type Obstacle, type Opened, obstacle } from '../model/tailable.ts';
import { Op } from '../procfs/batch.ts';
import { isNotFound } from '../procfs/error.ts';
import { isWatched, procMagic } from '../procfs/file-systems.ts';
import type { OpenFile } from '../procfs/open-file.ts';
import type { Integer } from '../procfs/text.ts';
import type { Watch } from '../procfs/watch.ts';
import { noProcess } from './unavailable.ts';

/** A file that a descriptor led to, opened anew. */
export interface Found {
  opened: Opened;
  file: OpenFile;
  /** The kernel tells of what is written to it. */
  isWatched: boolean;
}

/** One descriptor of one process, looked at from time to time. A look opens nothing. */
export class WatchedDescriptor {
  readonly machine: Machine;
  readonly pid: number;
  readonly fd: number;
  #first: { starttime: Integer } | undefined;

  constructor(machine: Machine, pid: number, fd: number) {
    this.machine = machine;
    this.pid = pid;
    this.fd = fd;
  }

  /** The same for the same descriptor of the same process, once it was looked at. */
  get key(): string {
    return `${this.pid} ${this.#first?.starttime} ${this.fd}`;
  }

  /** What it leads to now. Null once it is closed or the process has ended. The first time, throws if there is no such process. */
  async look(): Promise<Opened | null> {
    const operation = new Operation(this.machine);
    const process = operation.process(this.pid);
    const descriptor = process.descriptor(this.fd);
    await operation.load([descriptor], ['fd/link', 'fd/stat', 'fdinfo']);
    if (!this.#first && process.failure) throw noProcess(this.pid, process.failure);
    try {
      this.#first ??= process.stat;
      if (process.stat.starttime !== this.#first.starttime || process.isZombie) return null;
      const { flags } = descriptor.record('fdinfo');
      return { target: descriptor.record('fd/link'), stats: descriptor.record('fd/stat'), flags };
    } catch (error) {
      if (isNotFound(error)) return null;
      throw error;
    }
  }

  /** Opens what it was seen to lead to. Opens nothing, and says why, if that could do harm. */
  async open(opened: Opened): Promise<Found | Obstacle> {
    const { proc } = this.machine;
    const directory = await proc.read(`${this.pid}/fd`, Op.fileSystem);
    if (directory.readBigUInt64LE() !== procMagic) return 'CAPTURED';
    const fileSystem = (await proc.read(this.#path, Op.fileSystem)).readBigUInt64LE();
    const found =
      obstacle(opened, fileSystem) ?? (await ownObstacle(new Operation(this.machine), this.pid, opened.stats));
    if (found !== null) return found;
    const file = await proc.open(this.#path, opened.stats);
    return { opened, file, isWatched: isWatched(fileSystem) };
  }

  watch(changed: () => void): Watch | null {
    return this.machine.proc.watch(this.#path, changed);
  }

  get #path(): string {
    return `${this.pid}/fd/${this.fd}`;
  }
}
