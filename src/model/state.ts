/** What a process or thread can be doing, with the letters of stat. */
export const states = {
  RUNNING: { description: 'Running, or waiting for a CPU: R.' },
  SLEEPING: { description: 'Waiting for something, a signal would wake it: S.' },
  DISK_SLEEP: { description: 'Waiting in the kernel, usually for a device, and no signal wakes it: D.' },
  STOPPED: { description: 'Stopped by a signal: T.' },
  TRACED: { description: 'Stopped by a debugger: t.' },
  ZOMBIE: { description: 'Has exited, and its parent has not asked how: Z.' },
  DEAD: { description: 'Exiting at this moment: X.' },
  IDLE: { description: 'A kernel thread with nothing to do: I.' },
  PARKED: { description: 'A kernel thread put aside: P.' },
  WAKE_KILL: { description: 'Waiting, only a fatal signal wakes it: K. Linux 2.6.33 to 3.13.' },
  WAKING: { description: 'About to run: W. Linux 2.6.33 to 3.13.' },
  UNKNOWN: { description: 'A letter that procql does not know.' },
} as const;

export type State = keyof typeof states;

const letters = new Map<string, State>([
  ['R', 'RUNNING'],
  ['S', 'SLEEPING'],
  ['D', 'DISK_SLEEP'],
  ['T', 'STOPPED'],
  ['t', 'TRACED'],
  ['Z', 'ZOMBIE'],
  ['X', 'DEAD'],
  ['x', 'DEAD'],
  ['I', 'IDLE'],
  ['P', 'PARKED'],
  ['K', 'WAKE_KILL'],
  ['W', 'WAKING'],
]);

export function stateOf(letter: string): State {
  return letters.get(letter) ?? 'UNKNOWN';
}
