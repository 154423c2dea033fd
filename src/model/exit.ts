/** How a process ended. */
export interface Exit {
  /** What it gave to exit(3), 0 to 255. Null if a signal ended it. */
  status: number | null;
  /** The signal that ended it. Null if it ended by itself. */
  signal: number | null;
  dumpedCore: boolean;
}

/** Of the number that wait(2) gives. */
export function exitOf(code: number): Exit {
  const signal = code & 0x7f;
  if (signal === 0) return { status: (code >> 8) & 0xff, signal: null, dumpedCore: false };
  return { status: null, signal, dumpedCore: (code & 0x80) !== 0 };
}
