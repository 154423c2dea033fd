import type { Names } from './flags.ts';

/** Bits of personality(2), and what they make the kernel do: those above the low byte, include/uapi/linux/personality.h. */
export const personalityFlags: Names = {
  UNAME26: { value: 0x2_0000, description: 'Says that it is Linux 2.6: 0x20000.' },
  ADDR_NO_RANDOMIZE: { value: 0x4_0000, description: 'Address spaces are not laid out at random: 0x40000.' },
  FDPIC_FUNCPTRS: { value: 0x8_0000, description: 'Function pointers of signal handlers are descriptors: 0x80000.' },
  MMAP_PAGE_ZERO: { value: 0x10_0000, description: 'Maps the page at address 0, for System V: 0x100000.' },
  ADDR_COMPAT_LAYOUT: { value: 0x20_0000, description: 'Address spaces are laid out as before Linux 2.6.9: 0x200000.' },
  READ_IMPLIES_EXEC: { value: 0x40_0000, description: 'What may be read may be executed: 0x400000.' },
  ADDR_LIMIT_32BIT: { value: 0x80_0000, description: 'Address spaces have 32 bits: 0x800000.' },
  SHORT_INODE: { value: 0x100_0000, description: 'Inode numbers are short. Without effect: 0x1000000.' },
  WHOLE_SECONDS: { value: 0x200_0000, description: 'Times of files have no fractions. Without effect: 0x2000000.' },
  STICKY_TIMEOUTS: { value: 0x400_0000, description: 'select(2) leaves its timeout as it was: 0x4000000.' },
  ADDR_LIMIT_3GB: { value: 0x800_0000, description: 'Address spaces have 3 GiB: 0x8000000.' },
};

/** The system as which the kernel acts: 0 is Linux, 8 Linux that says it has 32 bits. */
export function personalityDomain(personality: number): number {
  return personality & 0xff;
}
