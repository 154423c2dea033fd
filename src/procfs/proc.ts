import { headerBytes, Op, type Stats, Status } from './batch.ts';
import { ProcfsError } from './error.ts';
import { failure } from './failure.ts';
import { type Guard, guarded } from './guard.ts';
import { HeldPath } from './held-path.ts';
import type { IndexedKallsyms } from './kallsyms-index.ts';
import { KallsymsThread } from './kallsyms-thread.ts';
import { OpenFile } from './open-file.ts';
import { Readers } from './readers.ts';
import { SampledFiles } from './sampled-files.ts';
import type { SamplingSetup } from './sampling.ts';
import { type Watch, watchPath } from './watch.ts';

/** One thing to read below the mount. Paths with a slash at an end or a NUL are not asked for. */
export interface Read {
  op: Op;
  path: string;
}

/** What the kernel said: bytes, or why it said nothing. */
export type Answer = Buffer | ProcfsError;

type Take = (index: number, answers: Answer[]) => void;

/**
 * Reads done by one thread in this order. With `pinned`, the first of them is held open until the last is done and asked
 * again then: an error there means that its process was gone meanwhile, and that the others may have reached a successor
 * of its pid. Then all of them are NOT_FOUND.
 */
export interface Group {
  reads: readonly Read[];
  pinned: boolean;
}

/** Files that wait for the target, its memory lock, or the end of its exec. `self` waits for nobody. */
const blockingFiles =
  /\d\/(auxv|cmdline|environ|maps|smaps|smaps_rollup|numa_maps|ksm_stat|io|stack|syscall|personality|mem|pagemap)$|\/root\//;

/** A target that hung is left alone for this long. */
const quarantineMs = 10_000;
const chunkItems = 256;

/** A mounted or captured procfs. The only door to it: nothing else in procql opens a file below the mount. */
export class Proc {
  readonly mount: string;
  readonly #prompt = new Readers(2);
  readonly #patient = new Readers(2);
  readonly #holding = new Readers(2, { holdsFiles: true });
  readonly #quarantine = new Map<string, number>();
  readonly #kallsyms: KallsymsThread;
  #guard: Guard | undefined;

  /** With `other`, its threads read. */
  constructor(mount: string, other?: Proc) {
    this.mount = mount;
    if (other !== undefined) {
      this.#prompt = other.#prompt;
      this.#patient = other.#patient;
      this.#holding = other.#holding;
    }
    this.#kallsyms = new KallsymsThread(`${mount}/kallsyms`);
  }

  /** Reader threads that the kernel does not give back. While there are any, the process cannot exit in the ordinary way. */
  get stuckReaders(): number {
    return this.#prompt.stuck + this.#patient.stuck + this.#holding.stuck + this.#kallsyms.stuck;
  }

  /** From now on nothing passes but what this lets through. */
  guardWith(guard: Guard): void {
    this.#guard = guard;
  }

  /** One read on its own; throws the ProcfsError. */
  async read(path: string, op: Op = Op.read): Promise<Buffer> {
    let answer: Answer | undefined;
    await this.readGroups([{ reads: [{ op, path }], pinned: false }], (_, answers) => {
      answer = answers[0];
    });
    if (answer instanceof Buffer) return answer;
    throw answer ?? new Error(`no answer for ${path}`);
  }

  /**
   * Reads all groups, in chunks spread over the reader threads; `take` gets each group's answers once, in no order.
   * Once the signal is aborted, no read begins any more, and this rejects with its reason.
   */
  async readGroups(groups: readonly Group[], take: Take, signal?: AbortSignal): Promise<void> {
    if (this.#guard === undefined) return this.#readAll(groups, take, signal);
    return this.#readAll(...guarded(this.#guard, groups, take), signal);
  }

  async #readAll(groups: readonly Group[], take: Take, signal: AbortSignal | undefined): Promise<void> {
    await Promise.all([
      ...chunks(groups, false).map((chunk) => this.#readChunk(this.#prompt, chunk, take, signal)),
      ...chunks(groups, true).map((chunk) => this.#readChunk(this.#patient, chunk, take, signal)),
    ]);
  }

  /**
   * Opens anew what a descriptor's link leads to, if that is still the file that was looked at. Never waits for a
   * writer, never takes a terminal over; but whether it is a file that may be opened without harm, the caller knows.
   */
  async open(path: string, { device, inode }: Stats): Promise<OpenFile> {
    this.#refuse(path);
    const request = (op: Op, text: string) => this.#hold(op, text, path);
    const answer = await request(Op.open, `${device} ${inode} ${this.mount}/${path}`);
    return new OpenFile(answer.readInt32LE(), request);
  }

  /** Opens a file to write to it, or a directory for what it stands for. Throws the ProcfsError. */
  async hold(path: string, op: typeof Op.openToWrite | typeof Op.openDirectory): Promise<HeldPath> {
    const request = (op: Op, text: string) => this.#hold(op, text, path);
    const answer = await request(op, `${this.mount}/${path}`);
    return new HeldPath(answer.readInt32LE(), request);
  }

  /** Calls back whenever what a link leads to changes. Null if the kernel watches nothing more: look now and then instead. */
  watch(path: string, changed: () => void): Watch | null {
    return watchPath(`${this.mount}/${path}`, changed);
  }

  /** Reads files again and again. */
  sampled(setup: Omit<SamplingSetup, 'mount'>): SampledFiles {
    const denial = this.#guard?.denial;
    const isDenied = (file: string) => denial?.(`1/${file}`) !== undefined; // whichever process it is
    return new SampledFiles({ mount: this.mount, ...setup }, isDenied);
  }

  /** A job of one request: none is ever repeated because another hung. */
  #hold(op: Op, text: string, path: string): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.#holding.run({
        ops: Uint8Array.of(op),
        paths: text,
        hung: () => reject(failure(path, Status.skipped)),
        failed: reject,
        signal: undefined, // what was opened must be closed
        done: (packed) => {
          const status = packed.readInt32LE();
          if (status === Status.ok) resolve(packed.subarray(headerBytes, headerBytes + packed.readInt32LE(4)));
          else reject(failure(path, status));
        },
      });
    });
  }

  /** The symbols of the kernel, read and made searchable in a thread of their own. Throws the ProcfsError. */
  async kernelSymbols(): Promise<IndexedKallsyms> {
    this.#refuse('kallsyms');
    return this.#kallsyms.read();
  }

  /** Throws why a file is not read. */
  #refuse(path: string): void {
    const denial = this.#guard?.denial?.(path);
    if (denial !== undefined) throw denial;
  }

  #readChunk(readers: Readers, chunk: readonly Placed[], take: Take, signal: AbortSignal | undefined): Promise<void> {
    const reads = chunk.flatMap(({ group }) => items(group));
    return new Promise((resolve, reject) => {
      readers.run({
        ops: Uint8Array.from(reads, (read) => (this.#isQuarantined(read) ? Op.skip : read.op)),
        paths: reads.map(({ path }) => `${this.mount}/${path}`).join('\0'),
        signal,
        failed: (error) => {
          if (!(error instanceof ProcfsError)) return reject(error);
          for (const { group, index } of chunk) {
            const answers = group.reads.map(() => error);
            take(index, answers);
          }
          resolve();
        },
        hung: (item) => {
          this.#quarantine.set(target(reads[item] ?? check), performance.now() + quarantineMs);
          const again = chunk.map((placed) => this.#readChunk(readers, [placed], take, signal));
          Promise.all(again).then(() => resolve(), reject);
        },
        done: (packed) => {
          try {
            signal?.throwIfAborted();
            const unpack = unpacker(packed, reads);
            for (const { group, index } of chunk) take(index, unpack(group));
            resolve();
          } catch (error) {
            reject(error);
          }
        },
      });
    });
  }

  #isQuarantined(read: Read): boolean {
    if (this.#quarantine.size === 0) return false;
    const until = this.#quarantine.get(target(read));
    if (until === undefined || performance.now() < until) return until !== undefined;
    return !this.#quarantine.delete(target(read));
  }
}

interface Placed {
  group: Group;
  index: number;
}

/** The groups that may block, or those that do not, a few hundred reads at a time. */
function chunks(groups: readonly Group[], blocking: boolean): Placed[][] {
  const result: Placed[][] = [];
  let room = 0;
  groups.forEach((group, index) => {
    if (group.reads.some(mayBlock) !== blocking) return;
    if (room <= 0) {
      result.push([]);
      room = chunkItems;
    }
    result.at(-1)?.push({ group, index });
    room -= group.reads.length;
  });
  return result;
}

const check: Read = { op: Op.check, path: '' };

function isChecked({ reads, pinned }: Group): boolean {
  return pinned && reads.length > 1;
}

function items(group: Group): readonly Read[] {
  if (!isChecked(group)) return group.reads;
  return group.reads.map((read, index) => (index === 0 ? { ...read, op: Op.pin } : read)).concat(check);
}

/** Whether the target of a read can keep it waiting. The mount itself does not. */
export function mayBlock({ op, path }: Read): boolean {
  return path !== '' && (op === Op.stat || op === Op.fileSystem || blockingFiles.test(path));
}

/** A process that hangs one blocking read hangs them all; its other files are unharmed. */
function target(read: Read): string {
  return mayBlock(read) ? (read.path.split('/', 1)[0] ?? '') : read.path;
}

/** Takes the answers of one group after the other from a packed buffer. */
function unpacker(packed: Buffer, reads: readonly Read[]): (group: Group) => Answer[] {
  let item = 0;
  let at = reads.length * headerBytes;
  const next = (): Answer => {
    const status = packed.readInt32LE(item * headerBytes);
    const start = at;
    at += packed.readInt32LE(item * headerBytes + 4);
    const path = reads[item]?.path ?? '';
    item++;
    return status === Status.ok ? packed.subarray(start, at) : failure(path, status);
  };
  return (group) => {
    const answers = group.reads.map(next);
    if (!isChecked(group) || next() instanceof Buffer) return answers;
    const gone = new ProcfsError('NOT_FOUND', `${group.reads[0]?.path}: the process went away while it was read`);
    return answers.map(() => gone);
  };
}
