/** Words of the kernel for locks, and what each says. */
type Words = Readonly<Record<string, { description: string }>>;

const unknown = { UNKNOWN: { description: 'A word that procql does not know: `FileDescriptor.details` has it.' } };

export const lockKinds = {
  FLOCK: { description: 'Of the open file, shared with its duplicates and children: flock(2).' },
  POSIX: { description: 'Of the process: fcntl(2), F_SETLK.' },
  OFDLCK: { description: 'Of the open file, over a range of bytes: fcntl(2), F_OFD_SETLK.' },
  LEASE: { description: 'To be told when another opens the file: fcntl(2), F_SETLEASE.' },
  DELEG: { description: 'The same, given to a client of the NFS server.' },
  ...unknown,
} as const satisfies Words;

export const lockStates = {
  ADVISORY: { description: 'It holds among those who ask for locks.' },
  MANDATORY: { description: 'It holds for all who read and write. Until Linux 5.15.' },
  ACTIVE: { description: 'A lease that holds.' },
  BREAKING: { description: 'A lease that is being taken back: another opens the file, and waits.' },
  BREAKER: { description: 'The other that waits for a lease to end.' },
  ...unknown,
} as const satisfies Words;

export const lockAccesses = {
  READ: { description: 'Shared: others may read.' },
  WRITE: { description: 'Exclusive.' },
  UNLCK: { description: 'None: a lease that is to be given up.' },
  ...unknown,
} as const satisfies Words;

export function known<W extends Words>(word: string, words: W): keyof W | 'UNKNOWN' {
  return Object.hasOwn(words, word) ? word : 'UNKNOWN';
}
