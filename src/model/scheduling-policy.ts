/** What decides when a thread runs, sched(7), with the numbers of stat. */
export const policies = {
  OTHER: { value: 0, description: 'The ordinary one: a share of the CPU by nice value: 0. Also called NORMAL.' },
  FIFO: { value: 1, description: 'Real time: runs until it waits, or one of higher priority comes: 1.' },
  RR: { value: 2, description: 'Real time, round robin: the same in slices of time: 2.' },
  BATCH: { value: 3, description: 'Like OTHER, taken not to be interactive: 3.' },
  IDLE: { value: 5, description: 'Runs when hardly anything else wants to: 5.' },
  DEADLINE: { value: 6, description: 'Gets a run time in every period, before its deadline: 6.' },
  EXT: { value: 7, description: 'What a BPF scheduler decides: 7. Linux 6.12.' },
  UNKNOWN: { value: -1, description: 'A number that procql does not know.' },
} as const;

type Policy = (typeof policies)[keyof typeof policies]['value'];

export function policyOf(number: number): Policy {
  return Object.values(policies).find(({ value }) => value === number)?.value ?? policies.UNKNOWN.value;
}
