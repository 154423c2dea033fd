import { setBits } from './mask.ts';

/** What a core dump has, core(5): the bits of coredump_filter. */
export const dumpedMemory = {
  ANONYMOUS_PRIVATE: { value: 0, description: 'Private memory that is no file: bit 0.' },
  ANONYMOUS_SHARED: { value: 1, description: 'Shared memory that is no file: bit 1.' },
  FILE_PRIVATE: { value: 2, description: 'Private mappings of files: bit 2.' },
  FILE_SHARED: { value: 3, description: 'Shared mappings of files: bit 3.' },
  ELF_HEADERS: { value: 4, description: 'The first page of ELF files that are mapped: bit 4.' },
  HUGE_PRIVATE: { value: 5, description: 'Private huge pages of hugetlbfs: bit 5.' },
  HUGE_SHARED: { value: 6, description: 'Shared huge pages of hugetlbfs: bit 6.' },
  DAX_PRIVATE: { value: 7, description: 'Private mappings of persistent memory: bit 7.' },
  DAX_SHARED: { value: 8, description: 'Shared mappings of persistent memory: bit 8.' },
  UNKNOWN: { value: -1, description: 'A bit that procql does not know.' },
} as const;

type DumpedMemory = (typeof dumpedMemory)[keyof typeof dumpedMemory]['value'];

const known = Object.values(dumpedMemory).map(({ value }) => value);

export function dumpedMemoryIn(mask: bigint): DumpedMemory[] {
  const kinds = setBits(mask).map((bit) => known.find((value) => value === bit) ?? dumpedMemory.UNKNOWN.value);
  return [...new Set(kinds)];
}

/** The mask with these bits. */
export function maskOf(bits: readonly number[]): number {
  return bits.reduce((mask, bit) => mask | (1 << bit), 0);
}
