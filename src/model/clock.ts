/** Clocks by number, clock_gettime(2). */
export const clocks = {
  CLOCK_REALTIME: { value: 0, description: 'Time of day: jumps when somebody sets it: 0.' },
  CLOCK_MONOTONIC: { value: 1, description: 'Time since boot, without sleep of the machine: 1.' },
  CLOCK_PROCESS_CPUTIME_ID: { value: 2, description: 'CPU time of the process: 2.' },
  CLOCK_THREAD_CPUTIME_ID: { value: 3, description: 'CPU time of a thread: 3.' },
  CLOCK_MONOTONIC_RAW: { value: 4, description: 'As CLOCK_MONOTONIC, never adjusted: 4.' },
  CLOCK_REALTIME_COARSE: { value: 5, description: 'As CLOCK_REALTIME, to the tick: 5.' },
  CLOCK_MONOTONIC_COARSE: { value: 6, description: 'As CLOCK_MONOTONIC, to the tick: 6.' },
  CLOCK_BOOTTIME: { value: 7, description: 'Time since boot, with sleep of the machine: 7.' },
  CLOCK_REALTIME_ALARM: { value: 8, description: 'As CLOCK_REALTIME, and wakes the machine: 8.' },
  CLOCK_BOOTTIME_ALARM: { value: 9, description: 'As CLOCK_BOOTTIME, and wakes the machine: 9.' },
  CLOCK_TAI: { value: 11, description: 'International atomic time: 11.' },
  OTHER: {
    value: -1,
    description: 'CPU time of another process or thread, or a clock that procql has no name for.',
  },
} as const;

type Clock = (typeof clocks)[keyof typeof clocks]['value'];

const ownCpuClock = -6;
const ownThreadCpuClock = -2;
const known = Object.values(clocks).map(({ value }) => value);

/** A negative number names the process or thread whose CPU time it is: 0, as glibc has it, is the caller. */
export function clockOf(number: number): Clock {
  if (number === ownCpuClock) return clocks.CLOCK_PROCESS_CPUTIME_ID.value;
  if (number === ownThreadCpuClock) return clocks.CLOCK_THREAD_CPUTIME_ID.value;
  return known.find((value) => value === number) ?? clocks.OTHER.value;
}
