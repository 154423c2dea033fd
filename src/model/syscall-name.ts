import { genericSyscalls } from './syscalls/generic.ts';
import type { SyscallRun } from './syscalls/shared.ts';
import { x86Syscalls } from './syscalls/x86-64.ts';

/** By `process.arch`. */
const names: Readonly<Record<string, readonly string[]>> = {
  x64: byNumber(x86Syscalls),
  arm64: byNumber(genericSyscalls),
};

/** Null for a number, or an architecture, that is not known here. */
export function syscallName(architecture: string, number: number): string | null {
  return names[architecture]?.[number] ?? null;
}

function byNumber(runs: readonly SyscallRun[]): string[] {
  const all: string[] = [];
  for (const { first, names } of runs) {
    names
      .trim()
      .split(/\s+/)
      .forEach((name, index) => {
        all[first + index] = name;
      });
  }
  return all;
}
