import { mayBlock } from './blocking.ts';
import type { Read } from './group.ts';

/** A target that hung is left alone for this long. */
const quarantineMs = 10_000;

/** What is not read for a while, as it hung when it was. */
export class Quarantine {
  readonly #until = new Map<string, number>();

  add(read: Read): void {
    this.#until.set(target(read), performance.now() + quarantineMs);
  }

  has(read: Read): boolean {
    if (this.#until.size === 0) return false;
    const until = this.#until.get(target(read));
    if (until === undefined || performance.now() < until) return until !== undefined;
    return !this.#until.delete(target(read));
  }
}

/** A process that hangs one blocking read hangs them all; its other files are unharmed. */
function target(read: Read): string {
  return mayBlock(read) ? (read.path.split('/', 1)[0] ?? '') : read.path;
}
