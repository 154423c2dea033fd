import { ProcfsError } from '../procfs/error.ts';
import { loadedModules } from '../procfs/modules.ts';
import type { Proc } from '../procfs/proc.ts';
import { KernelSymbols } from './kernel-symbols.ts';

/** BPF programs and probes come and go while the modules stay. */
const renewMs = 60_000;
const lookMs = 1000;

interface Kept {
  symbols: KernelSymbols;
  modules: string;
  readAt: number;
  lookedAt: number;
}

/**
 * The kernel's symbols: read when first asked for, and again when the list of modules has changed or after a minute.
 * Who asks meanwhile waits for that same read, and nobody is given what is known to be old.
 */
export class SymbolsCache {
  readonly #proc: Proc;
  readonly #now: () => number;
  #kept: Kept | undefined;
  #renewal: Promise<KernelSymbols> | undefined;

  /** `now` is a clock in milliseconds that is never set back. */
  constructor(proc: Proc, now: () => number) {
    this.#proc = proc;
    this.#now = now;
  }

  /** Throws the ProcfsError; then the next who asks tries again. */
  async get(): Promise<KernelSymbols> {
    if (this.#renewal !== undefined) return this.#renewal;
    const now = this.#now();
    const kept = this.#kept;
    if (kept !== undefined && now - kept.lookedAt < lookMs && now - kept.readAt < renewMs) return kept.symbols;
    this.#renewal = this.#renew(now).finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  /** The modules are read before the symbols: one that is loaded in between is found later, not missed. */
  async #renew(now: number): Promise<KernelSymbols> {
    const modules = await this.#modules();
    const kept = this.#kept;
    if (kept?.modules === modules && now - kept.readAt < renewMs) {
      kept.lookedAt = now;
      return kept.symbols;
    }
    const symbols = new KernelSymbols(await this.#proc.kernelSymbols());
    this.#kept = { symbols, modules, readAt: now, lookedAt: now };
    return symbols;
  }

  /** A kernel that has no modules has no such file. */
  async #modules(): Promise<string> {
    try {
      return loadedModules(await this.#proc.read('modules'));
    } catch (error) {
      if (!(error instanceof ProcfsError)) throw error;
      return '';
    }
  }
}
