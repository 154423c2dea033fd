import { isNotFound, type ProcfsError, type Reason, unsaid } from '../procfs/error.ts';

/** Why a field is null in some places of an answer. */
interface Null {
  /** Type and field. */
  field: string;
  reason: Reason;
  count: number;
}

/** What is null in an answer because the kernel said nothing. */
export class Nulls {
  #known = new Map<string, Null>();

  /** For each field: why, and how often. */
  get all(): readonly Null[] {
    return [...this.#known.values()];
  }

  /** Others that begin as these: what is noted from then on is in either alone. */
  copy(): Nulls {
    const copy = new Nulls();
    copy.keep(this.all.map((known) => ({ ...known })));
    return copy;
  }

  /** Keeps why a field is null. A fault of ours is told once to whoever runs the server. */
  note(field: string, { reason, message }: ProcfsError): void {
    const key = keyOf({ field, reason });
    const known = this.#known.get(key);
    if (known) known.count++;
    else this.#known.set(key, { field, reason, count: 1 });
    if (reason === 'MALFORMED' && !known) process.emitWarning(`${field}: ${message}`);
  }

  /** Keeps why something is missing from a list, unless it is that it is gone. */
  noteMissing(field: string, failure: ProcfsError): void {
    if (!isNotFound(failure)) this.note(field, failure);
  }

  /** What else was null is not in the answer after all. */
  keep(kept: readonly Null[]): void {
    this.#known = new Map(kept.map((known) => [keyOf(known), known]));
  }

  /** What `say` returns; null, and noted, if the kernel did not say. */
  spoken<T>(field: string, say: () => T): T | null {
    try {
      return say();
    } catch (error) {
      this.note(field, unsaid(error));
      return null;
    }
  }

  /** The same of what is yet to come. */
  async spokenLater<T>(field: string, coming: Promise<T>): Promise<T | null> {
    try {
      return await coming;
    } catch (error) {
      this.note(field, unsaid(error));
      return null;
    }
  }
}

function keyOf({ field, reason }: Pick<Null, 'field' | 'reason'>): string {
  return `${field} ${reason}`;
}
