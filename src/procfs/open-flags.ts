/** The access mode and the other flags of open(2), by name: what `flags` of fdinfo means. */
export interface OpenFlags {
  /** Null where the descriptor can neither be read nor written: O_PATH, or the mode 3 of some devices. */
  access: 'O_RDONLY' | 'O_WRONLY' | 'O_RDWR' | null;
  /** O_CLOEXEC among them. Bits without a name are left out. */
  names: string[];
}

/** The bits differ between architectures: `arch` is that of the kernel, in the words of Node. */
export function openFlags(flags: number, arch: string = process.arch): OpenFlags {
  const names: string[] = [];
  let rest = flags;
  for (const [name, bits] of Object.entries({ ...generic, ...special[arch] })) {
    if ((rest & bits) !== bits) continue;
    names.push(name);
    rest &= ~bits;
  }
  return { access: names.includes('O_PATH') ? null : (accessModes[flags & 3] ?? null), names };
}

const accessModes = ['O_RDONLY', 'O_WRONLY', 'O_RDWR'] as const;

/** include/uapi/asm-generic/fcntl.h. What holds the bits of another stands before it. */
const generic = {
  O_CREAT: 0o100,
  O_EXCL: 0o200,
  O_NOCTTY: 0o400,
  O_TRUNC: 0o1000,
  O_APPEND: 0o2000,
  O_NONBLOCK: 0o4000,
  O_SYNC: 0o4010000,
  O_DSYNC: 0o10000,
  O_ASYNC: 0o20000,
  O_DIRECT: 0o40000,
  O_LARGEFILE: 0o100000,
  O_TMPFILE: 0o20200000,
  O_DIRECTORY: 0o200000,
  O_NOFOLLOW: 0o400000,
  O_NOATIME: 0o1000000,
  O_CLOEXEC: 0o2000000,
  O_PATH: 0o10000000,
};

const arm = {
  O_TMPFILE: 0o20040000,
  O_DIRECTORY: 0o40000,
  O_NOFOLLOW: 0o100000,
  O_DIRECT: 0o200000,
  O_LARGEFILE: 0o400000,
};

const powerpc = { ...arm, O_LARGEFILE: 0o200000, O_DIRECT: 0o400000 };

/** arch/ARCH/include/uapi/asm/fcntl.h. */
const special: Record<string, Partial<typeof generic>> = { arm, arm64: arm, ppc64: powerpc };

/** Every name that `openFlags` can give. */
export const openFlagNames = Object.keys(generic) as (keyof typeof generic)[];
