/** A flag of a range of addresses: its two letters in smaps, and what it says. */
interface MappingFlag {
  value: string;
  description: string;
}

/** Documentation/filesystems/proc.rst, "VmFlags", up to Linux 6.18, and two of old kernels. */
export const mappingFlags: Readonly<Record<string, MappingFlag>> = {
  READ: { value: 'rd', description: 'May be read: rd.' },
  WRITE: { value: 'wr', description: 'May be written: wr.' },
  EXECUTE: { value: 'ex', description: 'May be executed: ex.' },
  SHARED: { value: 'sh', description: 'What is written, others see: sh.' },
  MAY_READ: { value: 'mr', description: 'mprotect(2) may make it readable: mr.' },
  MAY_WRITE: { value: 'mw', description: 'mprotect(2) may make it writable: mw.' },
  MAY_EXECUTE: { value: 'me', description: 'mprotect(2) may make it executable: me.' },
  MAY_SHARE: { value: 'ms', description: 'May be shared: ms.' },
  GROWS_DOWN: { value: 'gd', description: 'Grows downwards, as a stack does: gd.' },
  PFN_MAP: { value: 'pf', description: 'Memory that the kernel keeps no account of, as of a device: pf.' },
  DENY_WRITE: { value: 'dw', description: 'The file may not be written meanwhile: dw. Before Linux 5.16.' },
  LOCKED: { value: 'lo', description: 'Locked in RAM: lo.' },
  IO: { value: 'io', description: 'Registers or memory of a device: io.' },
  SEQUENTIAL_READ: { value: 'sr', description: 'Will be read in order, see MADV_SEQUENTIAL: sr.' },
  RANDOM_READ: { value: 'rr', description: 'Will be read in any order, see MADV_RANDOM: rr.' },
  DONT_COPY: { value: 'dc', description: 'Children do not get it, see MADV_DONTFORK: dc.' },
  DONT_EXPAND: { value: 'de', description: 'mremap(2) may not enlarge it: de.' },
  ACCOUNTED: { value: 'ac', description: 'Counts towards the memory that is promised to processes: ac.' },
  NO_RESERVE: { value: 'nr', description: 'No swap is kept for it, see MAP_NORESERVE: nr.' },
  HUGETLB: { value: 'ht', description: 'Of hugetlb pages: ht.' },
  NONLINEAR: { value: 'nl', description: 'Pages of a file in any order: nl. Before Linux 4.0.' },
  SYNC: { value: 'sf', description: 'A write to persistent memory is there at once, see MAP_SYNC: sf.' },
  ARCHITECTURE: { value: 'ar', description: 'Has a meaning on this architecture only: ar.' },
  WIPE_ON_FORK: { value: 'wf', description: 'Children get zeros, see MADV_WIPEONFORK: wf.' },
  DONT_DUMP: { value: 'dd', description: 'Not in a core dump, see MADV_DONTDUMP: dd.' },
  MPX: { value: 'mp', description: 'Bounds of Intel’s MPX: mp. Before Linux 5.6.' },
  SOFT_DIRTY: { value: 'sd', description: 'Was made, or moved, since clear_refs was last written to: sd.' },
  MIXED_MAP: { value: 'mm', description: 'May have pages that the kernel keeps no account of, and others: mm.' },
  HUGE_PAGE: { value: 'hg', description: 'Huge pages are wanted, see MADV_HUGEPAGE: hg.' },
  NO_HUGE_PAGE: { value: 'nh', description: 'Huge pages are not wanted, see MADV_NOHUGEPAGE: nh.' },
  MERGEABLE: { value: 'mg', description: 'Equal pages may be merged, see MADV_MERGEABLE: mg.' },
  BTI: { value: 'bt', description: 'Branches may only go where the code says so: bt. arm64.' },
  MTE: { value: 'mt', description: 'Memory is tagged: mt. arm64.' },
  USERFAULT_MISSING: { value: 'um', description: 'A userfaultfd(2) is told of missing pages: um.' },
  USERFAULT_WRITE_PROTECT: { value: 'uw', description: 'A userfaultfd(2) is told of writes: uw.' },
  USERFAULT_MINOR: {
    value: 'ui',
    description: 'A userfaultfd(2) is told of pages that are there, but not mapped: ui.',
  },
  SHADOW_STACK: { value: 'ss', description: 'A shadow stack of return addresses: ss.' },
  SEALED: { value: 'sl', description: 'May not be changed or unmapped, see mseal(2): sl.' },
  LOCK_ON_FAULT: { value: 'lf', description: 'Each page is locked in RAM when it is touched, see mlock2(2): lf.' },
  DROPPABLE: { value: 'dp', description: 'May be dropped when memory runs out, see MAP_DROPPABLE: dp.' },
  GUARD: { value: 'gu', description: 'May have guard regions, see MADV_GUARD_INSTALL: gu.' },
};

const known: ReadonlySet<string> = new Set(Object.values(mappingFlags).map(({ value }) => value));

/** Whether two letters have a name here. */
export function isMappingFlag(letters: string): boolean {
  return known.has(letters);
}
