import { readdirSync, readFileSync, statSync } from 'node:fs';

/** Counts can be equal though there is another process: if a directory of /proc went away as it came. So often it is listed all the same. */
const mostUnlisted = 10;

/** What is known of a mount. */
export interface ListedMount {
  mount: string;
  /** Whoever is forked appears in it: as long as nobody is, the list grows no longer. */
  isComplete: boolean;
  /** It shows all processes of the kernel: those that the link count of its root is made of. */
  isWhole: boolean;
}

export interface ListChange {
  added: readonly number[];
  removed: readonly number[];
}

const nothing: ListChange = { added: [], removed: [] };

/**
 * The processes that there are. To list 2,000 takes as long as to read 500 of them: that is left out where the kernel's
 * counts say that all are known.
 */
export class ProcessList {
  readonly #mount: ListedMount;
  #pids = new Set<number>();
  #forks: string | undefined;
  /** Links of the root that are no processes. */
  #otherLinks: number | undefined;
  #unlisted = 0;

  constructor(mount: ListedMount) {
    this.#mount = mount;
  }

  get pids(): Iterable<number> {
    return this.#pids;
  }

  /** It was found gone. */
  delete(pid: number): void {
    this.#pids.delete(pid);
  }

  /**
   * Looks for others. To be asked after all that are known have been read, and those that are gone deleted. Unless it is
   * exact, one may be missed as another goes.
   */
  refresh(isExact: boolean): ListChange {
    const forks = this.#readForks();
    const isSame = forks !== undefined && (forks === this.#forks || (!isExact && this.#areAll()));
    const change = isSame ? nothing : this.#list(forks);
    this.#forks = forks;
    return change;
  }

  /** Whoever was forked is among those that are known, or has gone again. */
  #areAll(): boolean {
    if (this.#otherLinks === undefined || ++this.#unlisted > mostUnlisted) return false;
    return this.#readLinks() - this.#otherLinks === this.#pids.size;
  }

  /** Where it fails, all that is known stays as it was. */
  #list(forks: string | undefined): ListChange {
    const before = this.#pids;
    const links = this.#readLinks();
    const names = readdirSync(this.#mount.mount).filter((name) => /^[1-9]\d*$/.test(name));
    const isStill = this.#mount.isWhole && links === this.#readLinks() && forks === this.#readForks();
    this.#pids = new Set(names.map(Number));
    this.#otherLinks = isStill ? links - this.#pids.size : undefined;
    this.#unlisted = 0;
    return {
      added: [...this.#pids].filter((pid) => !before.has(pid)),
      removed: [...before].filter((pid) => !this.#pids.has(pid)),
    };
  }

  /** Since boot. */
  #readForks(): string | undefined {
    const { mount, isComplete } = this.#mount;
    return isComplete ? /\nprocesses (\d+)/.exec(readFileSync(`${mount}/stat`, 'latin1'))?.[1] : undefined;
  }

  #readLinks(): number {
    return statSync(this.#mount.mount).nlink;
  }
}
