import type { KernelSymbol } from './kernel-symbol.ts';
import type { KernelSymbols } from './kernel-symbols.ts';
import type { Machine } from './machine.ts';

/** What an id says of the symbol that it names. */
export interface SymbolIdentity {
  bootId: string;
  /** 1 for the first of this name in this module. */
  ordinal: number;
  /** Null for the kernel itself. */
  module: string | null;
  name: string;
}

/** A symbol's identity in words. It stays the same when the symbols are read again. */
export function symbolId({ bootId }: Machine, { ordinal, module, name }: KernelSymbol): string {
  return `${bootId}:${ordinal}:${module ?? ''}:${name}`;
}

/** Null if the text is no identity. */
export function parseSymbolId(text: string): SymbolIdentity | null {
  const [, bootId, ordinal, module, name] = /^([0-9a-f-]{36}):([1-9]\d{0,8}):([^:]*):(.+)$/s.exec(text) ?? [];
  if (bootId === undefined || ordinal === undefined || module === undefined || name === undefined) return null;
  return { bootId, ordinal: Number(ordinal), module: module === '' ? null : module, name };
}

/** The symbol with this identity. Null if its module is gone, or was loaded by an earlier boot. */
export function symbolWith(identity: SymbolIdentity, symbols: KernelSymbols, { bootId }: Machine): KernelSymbol | null {
  if (identity.bootId !== bootId) return null;
  const { name, module, ordinal } = identity;
  const position = symbols.find({ name: { equals: name }, module, inKernel: module === null })[ordinal - 1];
  return position === undefined ? null : symbols.at(position);
}
