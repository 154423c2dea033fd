import { GraphQLError } from 'graphql';
import { bounded } from '../bad-input.ts';
import type { Machine } from '../model/machine.ts';
import { Operation } from '../model/operation.ts';
import { type Obstacle, obstacles } from '../model/tailable.ts';
import { ProcfsError } from '../procfs/error.ts';
import type { Watch } from '../procfs/watch.ts';
import { Bell } from './bell.ts';
import { type FileLines, FileTail } from './file-tail.ts';
import { startOfLast } from './last-lines.ts';
import { Stream } from './stream.ts';
import type { Tick } from './tick.ts';
import { unavailable } from './unavailable.ts';
import { type Found, isSameFile, WatchedDescriptor } from './watched-descriptor.ts';

const mostLast = 10_000;
const lookMs = 1000;

/** Values that a slow reader may leave unread, before the file is read no further: 1 MB at most. */
const mostUnread = 8;

/** So often in a row a look or a read may fail, before the stream does. */
const mostTroubles = 3;

/**
 * The last lines of the file that a descriptor leads to, then each as it is written. The file is opened anew and read
 * from reader threads; descriptors that this would disturb are refused. Ends when the descriptor or its process does.
 */
export async function followLines(
  machine: Machine,
  pid: number,
  fd: number,
  last: number,
): Promise<Stream<Tick<FileLines>>> {
  bounded('pid', pid, 1, 2 ** 31 - 1);
  bounded('fd', fd, 0, 2 ** 31 - 1);
  bounded('last', last, 0, mostLast);
  const descriptor = new WatchedDescriptor(machine, pid, fd);
  try {
    const opened = await descriptor.look();
    if (opened === null) throw new ProcfsError('NOT_FOUND', `process ${pid} has no descriptor ${fd}`);
    const found = await descriptor.open(opened);
    if (typeof found === 'string') throw refusal(pid, fd, found);
    return (await Tail.start(machine, descriptor, found, last)).stream;
  } catch (error) {
    throw explained(error);
  }
}

class Tail {
  readonly stream: Stream<Tick<FileLines>>;
  readonly #machine: Machine;
  readonly #descriptor: WatchedDescriptor;
  readonly #bell = new Bell();
  #found: Found;
  #tail: FileTail;
  #watch: Watch | null = null;
  #isLookDue = false;
  #troubles = 0;

  static async start(machine: Machine, descriptor: WatchedDescriptor, found: Found, last: number): Promise<Tail> {
    try {
      const { offset, isShortened } = await startOfLast(found.file, last);
      const tail = new Tail(machine, descriptor, found, offset);
      if (isShortened) await tail.#give({ lines: [], event: 'SHORTENED', droppedBytes: 0 });
      void tail.#run();
      return tail;
    } catch (error) {
      await found.file.close();
      throw error;
    }
  }

  private constructor(machine: Machine, descriptor: WatchedDescriptor, found: Found, offset: number) {
    this.#machine = machine;
    this.#descriptor = descriptor;
    this.#found = found;
    this.#tail = new FileTail(found.file, offset);
    const timer = setInterval(() => {
      this.#isLookDue = true;
      this.#bell.ring();
    }, lookMs);
    this.stream = new Stream(() => {
      clearInterval(timer);
      this.#watch?.close();
      this.#bell.ring();
    });
    this.#startWatch();
  }

  async #run(): Promise<void> {
    try {
      while (!this.stream.isOver) await this.#tryRound();
    } catch (error) {
      this.stream.end({ error: explained(error) });
    } finally {
      await this.#found.file.close();
    }
  }

  async #tryRound(): Promise<void> {
    try {
      await this.#round();
      this.#troubles = 0;
    } catch (error) {
      this.#isLookDue = true;
      if (!(error instanceof ProcfsError)) throw error;
      if (++this.#troubles < mostTroubles) return this.#bell.heard();
      if (error.reason !== 'NOT_FOUND') throw error;
      await this.#close(); // it led elsewhere, and that was gone before it could be opened
    }
  }

  /** First the look, then the reading: what was written before the descriptor was closed is there by then. */
  async #round(): Promise<void> {
    const { opened } = this.#found;
    const now = this.#isLookDue ? await this.#descriptor.look() : opened;
    for await (const lines of this.#tail.read()) {
      await this.#give(lines);
      if (this.stream.isOver) return;
    }
    if (now === null) return this.#close();
    if (!isSameFile(now.stats, opened.stats)) return this.#follow(await this.#descriptor.open(now));
    this.#isLookDue = false;
    await this.#bell.heard();
  }

  /** The descriptor leads elsewhere: after what was written to the old file comes all of the new one. */
  async #follow(found: Found | Obstacle): Promise<void> {
    if (typeof found === 'string') return this.#close();
    const old = this.#found.file;
    const lines = this.#tail.rest();
    this.#found = found;
    this.#tail = new FileTail(found.file, 0);
    this.#startWatch();
    await old.close();
    await this.#give({ lines, event: 'REOPENED', droppedBytes: 0 });
  }

  async #close(): Promise<void> {
    await this.#give({ lines: this.#tail.rest(), event: 'CLOSED', droppedBytes: 0 });
    this.stream.end();
  }

  async #give(value: FileLines): Promise<void> {
    await this.stream.room(mostUnread);
    this.stream.push({ operation: new Operation(this.#machine), value });
  }

  #startWatch(): void {
    this.#watch?.close();
    this.#watch = null;
    if (this.stream.isOver || !this.#found.isWatched) return;
    this.#watch = this.#descriptor.watch(() => this.#bell.ring());
  }
}

function refusal(pid: number, fd: number, obstacle: Obstacle): GraphQLError {
  const message = `descriptor ${fd} of process ${pid} cannot be followed. ${obstacles[obstacle].description}`;
  return new GraphQLError(message, { extensions: { code: 'NOT_TAILABLE', obstacle } });
}

/** A client is told what the kernel denied, not of faults of ours. */
function explained(error: unknown): unknown {
  return error instanceof ProcfsError ? unavailable(error) : error;
}
