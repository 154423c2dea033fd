interface Kind {
  description: string;
  /** What it is called in maps; what is caught is the name that it was given. An area without a name is ''. */
  form: RegExp;
}

/** What stands in a range of addresses: the first that fits. */
export const mappingKinds = {
  ANONYMOUS: { description: 'Memory of no file, private to the process.', form: /^$/ },
  HEAP: { description: 'The heap of brk(2).', form: /^\[(heap)\]$/ },
  STACK: {
    description: 'The stack of the first thread; before Linux 4.5, of others too.',
    form: /^\[(stack(?::\d+)?)\]$/,
  },
  NAMED_ANONYMOUS: {
    description: 'Memory of no file that the process has given a name, see PR_SET_VMA_ANON_NAME.',
    form: /^\[anon:(.*)\]$/s,
  },
  SHARED_ANONYMOUS: {
    description: 'Memory of no file, shared with the children of who made it: MAP_SHARED, with a name perhaps.',
    form: /^(?:\/dev\/zero \(deleted\)|\[anon_shmem:(.*)\])$/s,
  },
  HUGE_ANONYMOUS: { description: 'hugetlb pages of no file: MAP_HUGETLB.', form: /^\/anon_hugepage \(deleted\)$/ },
  MEMFD: { description: 'A file that lives in memory only, see memfd_create(2).', form: /^\/memfd:(.*) \(deleted\)$/s },
  SYSV: {
    description: 'A System V shared memory segment: the name is its key, the inode its id, see shmget(2).',
    form: /^\/SYSV([0-9a-f]{8}) \(deleted\)$/,
  },
  VDSO: { description: 'Code of the kernel for system calls that need not enter it.', form: /^\[(vdso)\]$/ },
  VVAR: { description: 'The data that this code reads.', form: /^\[(vvar(?:_\w+)?)\]$/ },
  VSYSCALL: { description: 'The same as VDSO for very old programs, at a fixed address.', form: /^\[(vsyscall)\]$/ },
  AIO: { description: 'The ring buffer of io_setup(2).', form: /^\/\[aio\] \(deleted\)$/ },
  DMA_BUFFER: { description: 'Memory shared between devices.', form: /^\/dmabuf:(.*)$/s },
  ANONYMOUS_INODE: {
    description: 'An object of the kernel that is no file: the buffers of perf_event, io_uring, ...',
    form: /^anon_inode:\[?(.*?)\]?$/s,
  },
  SOCKET: { description: 'The buffers of a socket: the name is its inode.', form: /^socket:\[(\d+)\]$/ },
  FILE: { description: 'A file, or a device.', form: /^\// },
  OTHER: { description: 'Something that procql does not know: the name is what the kernel calls it.', form: /^(.*)$/s },
} as const satisfies Record<string, Kind>;

export type MappingKind = keyof typeof mappingKinds;

/** What an area of this name is, and the name that it was given, if any. A file in / may be called like anything else. */
export function identify(name: Buffer | null): { kind: MappingKind; name: Buffer | null } {
  const text = name?.toString('latin1') ?? '';
  for (const kind of Object.keys(mappingKinds) as MappingKind[]) {
    const found = mappingKinds[kind].form.exec(text);
    if (found) return { kind, name: found[1] === undefined ? null : Buffer.from(found[1], 'latin1') };
  }
  throw new Error(`"${text}" is not even OTHER`);
}
