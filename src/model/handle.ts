import { Op } from '../procfs/batch.ts';
import { ProcfsError } from '../procfs/error.ts';
import type { Answer, Read } from '../procfs/group.ts';
import type { Operation } from './operation.ts';
import type { Process } from './process.ts';
import { Thing } from './thing.ts';

/** A file of procfs that a handle reads: where it is below /proc/[pid], a star standing for the handle's own number. */
export interface File<T> {
  op: Op;
  path: string;
  parse: (bytes: Buffer) => T;
}

export type Files = Readonly<Record<string, File<unknown>>>;

type Contents<F> = F extends File<infer T> ? T : never;

export function read<T>(path: string, parse: (bytes: Buffer) => T): File<T> {
  return { op: Op.read, path, parse };
}

/** A file that the kernel prints in one piece. */
export function show<T>(path: string, parse: (bytes: Buffer) => T): File<T> {
  return { op: Op.show, path, parse };
}

export function link<T>(path: string, parse: (bytes: Buffer) => T): File<T> {
  return { op: Op.link, path, parse };
}

/** A directory named by numbers: its entries in ascending order. */
export function list(path: string): File<number[]> {
  return { op: Op.list, path, parse: numbers };
}

/** The whole numbers among NUL-separated names, in ascending order. */
export function numbers(names: Buffer): number[] {
  const digits = /^(0|[1-9]\d*)$/;
  return names
    .toString('latin1')
    .split('\0')
    .filter((name) => digits.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

/**
 * A thing that files describe. Holding one is free: its files are read when `Operation.load` is told to, each at most
 * once, and then stand here as records.
 */
export abstract class Handle<F extends Files = Files> extends Thing {
  abstract readonly files: F;
  /** The process whose life this thing ends with. */
  abstract readonly process: Process;
  /** Descriptor, thread or process number. */
  readonly number: number;
  /** By file: its record, why there is none, or while it is being read, the promise that it will be here. */
  readonly #records = new Map<string, unknown>();

  constructor(number: number) {
    super();
    this.number = number;
  }

  override has(name: string): boolean {
    const record = this.#records.get(name);
    return record !== undefined && !(record instanceof Promise);
  }

  override arrival(name: string, operation: Operation): Promise<void> {
    const record = this.#records.get(name);
    if (record instanceof Promise) return record;
    const arrival = operation.want(this, name);
    this.#records.set(name, arrival);
    return arrival;
  }

  /** Why a file that was loaded says nothing. */
  failureOf(name: string): ProcfsError | undefined {
    const record = this.#records.get(name);
    return record instanceof ProcfsError ? record : undefined;
  }

  /** The contents of a file that was loaded. Throws the ProcfsError that says why there are none. */
  record<K extends keyof F & string>(name: K): Contents<F[K]> {
    const record = this.#records.get(name);
    if (record instanceof ProcfsError) throw record;
    if (record === undefined || record instanceof Promise)
      throw new Error(`${name} was not loaded: the field's "from" does not name it`);
    return record as Contents<F[K]>; // `keep` stored what this file's own parser gave
  }

  read(name: string): Read {
    const { op, path } = this.#file(name);
    return { op, path: `${this.process.number}/${path.replace('*', String(this.number))}` };
  }

  /** Takes what the kernel answered for a file. The first answer counts. */
  keep(name: string, answer: Answer): void {
    if (!this.has(name)) this.#records.set(name, this.#parse(name, answer));
  }

  /** Takes what another handle on the same thing has read, of the files that are wanted. */
  protected adopt(other: Handle<F>, isWanted: (name: string) => boolean): void {
    for (const [name, record] of other.#records) {
      if (isWanted(name) && other.has(name)) this.#records.set(name, record);
    }
  }

  /** Takes that the process, and with it the file, went away before it was read. */
  lose(name: string, gone: ProcfsError): void {
    if (!this.has(name)) this.#records.set(name, gone);
  }

  #parse(name: string, answer: Answer): unknown {
    const why = this.explain(name, answer);
    if (why !== undefined) return why;
    if (answer instanceof ProcfsError) return answer;
    try {
      return this.#file(name).parse(answer);
    } catch (error) {
      if (!(error instanceof ProcfsError)) throw error;
      return new ProcfsError(error.reason, `${this.read(name).path}: ${error.message}`);
    }
  }

  /** A better reason than the kernel's errno or silence, where there is one. */
  protected abstract explain(name: string, answer: Answer): ProcfsError | undefined;

  #file(name: string): File<unknown> {
    const file = this.files[name];
    if (file === undefined) throw new Error(`${this.constructor.name} has no file called "${name}"`);
    return file;
  }
}
