/**
 * What can be closed to everyone, by the field that tells it: the files below /proc/[pid] and each of its threads, which
 * are then not read for any other field either. A star stands for a number.
 */
const files = {
  auxiliaryVector: ['auxv'],
  commandLine: ['cmdline'],
  environment: ['environ'],
  executable: ['exe'],
  /** No file: the lines of what a descriptor leads to. */
  fdLines: [],
  fds: ['fd', 'fd/*', 'fdinfo/*'],
  io: ['io'],
  kernelStack: ['stack'],
  ksm: ['ksm_stat', 'ksm_merging_pages'],
  livePatchState: ['patch_state'],
  maps: ['maps', 'smaps', 'numa_maps'],
  mountStatistics: ['mountstats'],
  mounts: ['mountinfo', 'mountstats'],
  namespaces: ['ns/*'],
  numa: ['numa_maps'],
  personality: ['personality'],
  rollup: ['smaps_rollup'],
  rootDirectory: ['root'],
  seccompDecisions: ['seccomp_cache'],
  sockets: ['net/*'],
  /** Of the machine: /proc/kallsyms. */
  symbols: [],
  syscall: ['syscall'],
  timerSlackNanoseconds: ['timerslack_ns'],
  timers: ['timers'],
  waitChannel: ['wchan'],
  workingDirectory: ['cwd'],
} as const satisfies Record<string, readonly string[]>;

export type Closable = keyof typeof files;

/** In alphabetical order. */
export const closable = Object.keys(files).toSorted() as Closable[]; // the keys that stand there

export function isClosable(name: string): name is Closable {
  return Object.hasOwn(files, name);
}

/** Which of what is closed a path below the mount belongs to. What the server reads of itself, as `self`, is none of it. */
export function closes(closed: Iterable<Closable>): (path: string) => Closable | undefined {
  const names = new Map([...closed].flatMap((name) => files[name].map((file) => [file.replace(/\/\*$/, '/'), name])));
  if ([...closed].includes('symbols')) names.set('kallsyms', 'symbols');
  return (path) => {
    if (path === 'kallsyms') return names.get(path);
    const file = /^\d+\/(?:task\/\d+\/)?((?:fd|fdinfo|ns|net)\/|[^/]+$)/.exec(path)?.[1];
    return file === undefined ? undefined : names.get(file);
  };
}
