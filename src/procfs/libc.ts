import { getSystemErrorName } from 'node:util';
import { ProcfsError } from './error.ts';

type Bytes = Uint8Array | Int32Array | Uint32Array;

/** Seconds and nanoseconds. */
interface Time {
  tv_sec: number | bigint;
  tv_nsec: number | bigint;
}

/** The functions of the C library that procql calls, by the names of their manual pages. -1 is a failure. */
export interface Libc {
  socket: (domain: number, type: number, protocol: number) => number;
  bind: (socket: number, address: Bytes, length: number) => number;
  setsockopt: (socket: number, level: number, name: number, value: Bytes, length: number) => number;
  getsockopt: (socket: number, level: number, name: number, value: Bytes, length: Bytes) => number;
  send: (socket: number, bytes: Bytes, length: number, flags: number) => number;
  recv: (socket: number, bytes: Bytes, length: number, flags: number) => number;
  eventfd: (count: number, flags: number) => number;
  poll: (descriptors: Bytes, count: number, timeoutMs: number) => number;
  clock_gettime: (clock: number, time: Time) => number;
  /** Without siginfo and flags. The C library has had it since glibc 2.36: the system call is older. */
  pidfd_send_signal: (pidfd: number, signal: number) => number;
  /** Why the last call failed, as `EPERM`. */
  errno: () => string;
}

/** The number of the system call, the same on x86, ARM, POWER, RISC-V and s390: asm-generic/unistd.h. */
const pidfdSendSignal = 424;

/** Throws the ProcfsError that says why it cannot be reached: koffi is optional, and there is none for some machines. */
export async function loadLibc(): Promise<Libc> {
  try {
    const koffi = await import('koffi');
    const library = koffi.load(null);
    const time = koffi.struct({ tv_sec: 'long', tv_nsec: 'long' });
    const syscall = library.func('long syscall(long, int, int, void *, unsigned int)');
    return {
      socket: library.func('int socket(int, int, int)'),
      bind: library.func('int bind(int, void *, uint32_t)'),
      setsockopt: library.func('int setsockopt(int, int, int, void *, uint32_t)'),
      getsockopt: library.func('int getsockopt(int, int, int, void *, void *)'),
      send: library.func('long send(int, void *, size_t, int)'),
      recv: library.func('long recv(int, void *, size_t, int)'),
      eventfd: library.func('int eventfd(unsigned int, int)'),
      poll: library.func('int poll(void *, unsigned long, int)'),
      clock_gettime: library.func('clock_gettime', 'int', ['int', koffi.out(koffi.pointer(time))]),
      pidfd_send_signal: (pidfd, signal) => Number(syscall(pidfdSendSignal, pidfd, signal, null, 0)),
      errno: () => getSystemErrorName(-koffi.errno()),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ProcfsError('UNSUPPORTED', `the package koffi, which calls the C library, cannot be loaded: ${why}`);
  }
}

const [monotonicClock, bootClock] = [1, 7];

/** How long the machine has slept since boot, nanoseconds: CLOCK_MONOTONIC stands still then. */
export function asleep(libc: Libc): bigint {
  const monotonic = clock(libc, monotonicClock);
  return clock(libc, bootClock) - monotonic;
}

function clock(libc: Libc, number: number): bigint {
  const time = { tv_sec: 0, tv_nsec: 0 };
  if (libc.clock_gettime(number, time) < 0) throw new ProcfsError('FAILED', `clock_gettime: ${libc.errno()}`);
  return BigInt(time.tv_sec) * 1_000_000_000n + BigInt(time.tv_nsec);
}
