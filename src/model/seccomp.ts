/** Whether system calls are filtered, seccomp(2), with the numbers of status. */
export const seccompModes = {
  DISABLED: { value: 0, description: 'Every system call is allowed: 0.' },
  STRICT: { value: 1, description: 'Only read, write, _exit and sigreturn are allowed: 1.' },
  FILTER: { value: 2, description: 'BPF programs decide about each: 2.' },
  UNKNOWN: { value: -1, description: 'A number that procql does not know.' },
} as const;

type Mode = (typeof seccompModes)[keyof typeof seccompModes]['value'];

export function seccompModeOf(number: number): Mode {
  return Object.values(seccompModes).find(({ value }) => value === number)?.value ?? seccompModes.UNKNOWN.value;
}
