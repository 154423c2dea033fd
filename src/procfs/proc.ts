import { headerBytes, Op, type Stats, Status } from './batch.ts';
import { chunks, type Placed } from './chunks.ts';
import { ProcfsError } from './error.ts';
import { failure } from './failure.ts';
import { type Answer, type Group, items, type Take, unpacker } from './group.ts';
import { type Guard, guarded } from './guard.ts';
import { HeldPath } from './held-path.ts';
import type { Batches } from './here.ts';
import type { IndexedKallsyms } from './kallsyms-index.ts';
import { KallsymsThread } from './kallsyms-thread.ts';
import { OpenFile } from './open-file.ts';
import { type Pools, threads } from './pools.ts';
import { Quarantine } from './quarantine.ts';
import { SampledFiles } from './sampled-files.ts';
import type { SamplingSetup } from './sampling.ts';
import { type Watch, watchPath } from './watch.ts';

/** A mounted or captured procfs. The only door to it: nothing else in procql opens a file below the mount. */
export class Proc {
  readonly mount: string;
  /** Who reads: may be shared by several. */
  readonly pools: Pools;
  readonly #quarantine = new Quarantine();
  readonly #kallsyms: KallsymsThread;
  #guard: Guard | undefined;

  constructor(mount: string, pools = threads()) {
    this.mount = mount;
    this.pools = pools;
    this.#kallsyms = new KallsymsThread(`${mount}/kallsyms`);
  }

  /** Reader threads that the kernel does not give back. While there are any, the process cannot exit in the ordinary way. */
  get stuckReaders(): number {
    const { prompt, patient, holding } = this.pools;
    return prompt.stuck + patient.stuck + holding.stuck + this.#kallsyms.stuck;
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
      ...chunks(groups, false).map((chunk) => this.#readChunk(this.pools.prompt, chunk, take, signal)),
      ...chunks(groups, true).map((chunk) => this.#readChunk(this.pools.patient, chunk, take, signal)),
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
      this.pools.holding.run({
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

  #readChunk(readers: Batches, chunk: readonly Placed[], take: Take, signal: AbortSignal | undefined): Promise<void> {
    const reads = chunk.flatMap(({ group }) => items(group));
    return new Promise((resolve, reject) => {
      readers.run({
        ops: Uint8Array.from(reads, (read) => (this.#quarantine.has(read) ? Op.skip : read.op)),
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
          const read = reads[item];
          if (read !== undefined) this.#quarantine.add(read);
          const again = chunk.map((placed) => this.#readChunk(readers, [placed], take, signal));
          Promise.all(again).then(() => resolve(), reject);
        },
        done: (packed) => {
          try {
            signal?.throwIfAborted();
            const unpack = unpacker(packed, reads);
            for (const { group, index } of chunk) {
              const { answers, afterwards } = unpack(group);
              take(index, answers, afterwards);
            }
            resolve();
          } catch (error) {
            reject(error);
          }
        },
      });
    });
  }
}
