import { setBits } from './mask.ts';

/** A signal: its number, and what it tells. */
interface Signal {
  value: number;
  description: string;
}

const firstRealTime = 34;
const last = 64;

/** Signals by name, signal(7), as x86, ARM and all newer architectures number them. */
export const signals: Readonly<Record<string, Signal>> = {
  SIGHUP: { value: 1, description: 'The terminal, or the process that controls it, is gone: 1.' },
  SIGINT: { value: 2, description: 'Interrupt from the keyboard, Ctrl-C: 2.' },
  SIGQUIT: { value: 3, description: 'Quit from the keyboard, Ctrl-\\, with a core dump: 3.' },
  SIGILL: { value: 4, description: 'Illegal instruction: 4.' },
  SIGTRAP: { value: 5, description: 'Trace or breakpoint trap: 5.' },
  SIGABRT: { value: 6, description: 'Abort, from abort(3): 6. Also called SIGIOT.' },
  SIGBUS: { value: 7, description: 'Bus error: memory that cannot be accessed: 7.' },
  SIGFPE: { value: 8, description: 'Arithmetic error, a division by zero for example: 8.' },
  SIGKILL: { value: 9, description: 'End at once: cannot be caught, blocked or ignored: 9.' },
  SIGUSR1: { value: 10, description: 'For the program to give a meaning: 10.' },
  SIGSEGV: { value: 11, description: 'Invalid access to memory: 11.' },
  SIGUSR2: { value: 12, description: 'For the program to give a meaning: 12.' },
  SIGPIPE: { value: 13, description: 'Write to a pipe or socket without a reader: 13.' },
  SIGALRM: { value: 14, description: 'The timer of alarm(2) has run out: 14.' },
  SIGTERM: { value: 15, description: 'Please end: 15.' },
  SIGSTKFLT: { value: 16, description: 'Stack fault of a coprocessor, not used: 16.' },
  SIGCHLD: { value: 17, description: 'A child has ended, stopped or gone on: 17.' },
  SIGCONT: { value: 18, description: 'Go on if stopped: 18.' },
  SIGSTOP: { value: 19, description: 'Stop: cannot be caught, blocked or ignored: 19.' },
  SIGTSTP: { value: 20, description: 'Stop from the keyboard, Ctrl-Z: 20.' },
  SIGTTIN: { value: 21, description: 'Read from the terminal in the background: 21.' },
  SIGTTOU: { value: 22, description: 'Write to the terminal in the background: 22.' },
  SIGURG: { value: 23, description: 'Urgent data on a socket: 23.' },
  SIGXCPU: { value: 24, description: 'The limit of CPU time is exceeded: 24.' },
  SIGXFSZ: { value: 25, description: 'The limit of file size is exceeded: 25.' },
  SIGVTALRM: { value: 26, description: 'The timer of CPU time in user mode has run out: 26.' },
  SIGPROF: { value: 27, description: 'The timer for profiling has run out: 27.' },
  SIGWINCH: { value: 28, description: 'The window of the terminal has another size: 28.' },
  SIGIO: { value: 29, description: 'Input or output is possible: 29. Also called SIGPOLL.' },
  SIGPWR: { value: 30, description: 'Power fails: 30.' },
  SIGSYS: { value: 31, description: 'A system call that is wrong, or that seccomp forbids: 31.' },
  SIG32: { value: 32, description: 'Real-time signal that the C library keeps, to cancel threads: 32.' },
  SIG33: { value: 33, description: 'Real-time signal that the C library keeps, to change the ids of all threads: 33.' },
  SIGRTMIN: { value: 34, description: 'The first real-time signal that glibc leaves to programs: 34.' },
  ...laterRealTimeSignals(),
};

function laterRealTimeSignals(): Record<string, Signal> {
  const signals: Record<string, Signal> = {};
  for (let value = firstRealTime + 1; value <= last; value++) {
    const offset = value - firstRealTime;
    signals[`SIGRTMIN_${offset}`] = { value, description: `Real-time signal SIGRTMIN+${offset}: ${value}.` };
  }
  return signals;
}

/** Null for the number of no signal: 0 stands for none. */
export function signalOf(number: number): number | null {
  return number >= 1 && number <= last ? number : null;
}

/** The numbers of the signals in a mask of the kernel. */
export function signalsIn(mask: bigint): number[] {
  return setBits(mask).map((bit) => bit + 1);
}
