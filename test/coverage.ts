import { filesOf, sourcedFields } from './sources.ts';

/** Who may read an entry of /proc/[pid], beyond what the mount option hidepid leaves visible. */
export const permissions = {
  anyone: 'anyone',
  tracer: 'who may trace the process (PTRACE_MODE_READ)',
  'owner and tracer': 'its owner, who may also trace it (PTRACE_MODE_READ)',
  debugger: 'its owner, who may also debug it (PTRACE_MODE_ATTACH)',
  owner: 'its owner',
  administrator: 'CAP_SYS_ADMIN, and who may debug it',
  CAP_SYS_NICE: 'the process itself, or CAP_SYS_NICE',
} as const;

export type Permission = keyof typeof permissions;

/** What differs from `anyone`. Facts of fs/proc/base.c; a test asks for each as a user who may do nothing. */
const guarded: Readonly<Record<string, Permission>> = {
  auxv: 'owner and tracer',
  cwd: 'tracer',
  environ: 'owner and tracer',
  exe: 'tracer',
  fd: 'owner and tracer',
  fdinfo: 'tracer',
  io: 'owner and tracer',
  ksm_merging_pages: 'owner',
  ksm_stat: 'owner',
  map_files: 'owner and tracer',
  maps: 'tracer',
  mountstats: 'owner',
  ns: 'tracer',
  numa_maps: 'tracer',
  patch_state: 'owner',
  personality: 'debugger',
  root: 'tracer',
  seccomp_cache: 'administrator',
  smaps: 'tracer',
  smaps_rollup: 'tracer',
  stack: 'administrator',
  syscall: 'debugger',
  timers: 'tracer',
  timerslack_ns: 'CAP_SYS_NICE',
};

/** Entries that procql leaves alone, and why. */
export const excluded: Readonly<Record<string, string>> = {
  clear_refs: 'write-only: writing resets what others measure',
  map_files: 'the same files as `maps`: only asked whether one that reads "(deleted)" is',
  mem: 'the memory itself: bulk data, and secrets',
  mounts: 'the same mounts as `mountinfo`, with less of each',
  pagemap: 'a word for each page of the address space: bulk data',
};

/** What a thread could only repeat of its process: why threads have it in common. */
const common = {
  memory: 'of the memory, which threads share',
  signals: 'of what threads share with their signal handlers, see CLONE_THREAD in clone(2)',
  descriptors: 'one table for all threads, but for a thread that has left it with unshare(2)',
  users: 'of the user namespace, which no thread can leave alone',
  mounts: 'of the mount namespace: `Thread.namespaces` tells if a thread is in another than its process',
  network: 'of the network namespace: `Thread.namespaces` tells if a thread is in another than its process',
} as const;

/** Entries of /proc/[pid]/task/[tid] that are fields of Process only, and why. */
export const sharedByThreads: Readonly<Record<string, string>> = {
  auxv: common.memory,
  environ: common.memory,
  fd: common.descriptors,
  fdinfo: common.descriptors,
  gid_map: common.users,
  ksm_merging_pages: common.memory,
  ksm_stat: common.memory,
  limits: common.signals,
  maps: common.memory,
  mountinfo: common.mounts,
  net: common.network,
  numa_maps: common.memory,
  oom_adj: common.signals,
  oom_score: common.signals,
  oom_score_adj: common.signals,
  projid_map: common.users,
  setgroups: common.users,
  smaps: common.memory,
  smaps_rollup: common.memory,
  statm: common.memory,
  uid_map: common.users,
};

export function permissionOf(entry: string): Permission {
  return guarded[entry] ?? 'anyone';
}

function belowThread(path: string): string {
  return path.replace(/^task\/\*\//, '');
}

/** The entry of /proc/[pid], or of /proc/[pid]/task/[tid], that a path stands in. */
export function entryOf(path: string): string {
  return belowThread(path).split('/', 1)[0] ?? '';
}

/** Its tables are of a network namespace: read once for all of its processes, where a field of Socket asks. */
const sockets = 'net';

/** For each entry that is read, the fields that come from it. */
export function coverage(): ReadonlyMap<string, readonly string[]> {
  const rows = new Map<string, string[]>([[sockets, ['Socket.*', 'Query.sockets']]]);
  for (const { coordinate, paths } of sourcedFields()) {
    for (const entry of new Set(paths.map(entryOf))) {
      const fields = rows.get(entry) ?? [];
      fields.push(coordinate);
      rows.set(entry, fields);
    }
  }
  return rows;
}

/** What fields are read from, below /proc/[pid] or below /proc/[pid]/task/[tid]: each path, and the entry it stands in. */
export function readFrom(directory: 'process' | 'thread'): ReadonlySet<string> {
  const all = sourcedFields().flatMap(({ paths }) => paths);
  const paths = all.filter((path) => path.startsWith('task/') === (directory === 'thread')).map(belowThread);
  return new Set([...paths, ...paths.map(entryOf), ...(directory === 'process' ? [sockets] : [])]);
}

/** Paths that handles know how to read, but no field asks for. */
export function unusedPaths(): string[] {
  const used = new Set(sourcedFields().flatMap(({ paths }) => paths));
  const known = Object.values(filesOf).flatMap((files) => Object.values(files).map(({ path }) => path));
  return known.filter((path) => !used.has(path) && entryOf(path) !== sockets);
}

/** The table of schema/files.md. */
export function coverageTable(): string {
  const rows = [...coverage()].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    '# What each file becomes',
    '',
    'Printed by `npm run coverage` from the schema; a test compares. Each field’s description in schema.graphql says more.',
    '',
    '| entry of /proc/[pid] | fields | who may read it |',
    '|---|---|---|',
    ...rows.map(([entry, fields]) => `| \`${entry}\` | ${summary(fields)} | ${permissions[permissionOf(entry)]} |`),
    '',
    'Left alone:',
    '',
    ...reasons(excluded),
    '',
    'Entries of /proc/[pid]/task/[tid] that are fields of `Process` only:',
    '',
    ...reasons(sharedByThreads),
    '',
  ].join('\n');
}

/** A line for each reason, with all that are left alone for it. */
function reasons(entries: Readonly<Record<string, string>>): string[] {
  const groups = Map.groupBy(Object.keys(entries), (entry) => entries[entry]);
  return [...groups].map(([reason, names]) => `- ${names.map((name) => `\`${name}\``).join(', ')}: ${reason}.`);
}

/** `Process.stat.*` for the many fields of one object. */
function summary(fields: readonly string[]): string {
  const groups = Map.groupBy(fields, (field) => field.split('.').slice(0, -1).join('.'));
  const parts = [...groups].flatMap(([parent, below]) =>
    parent.includes('.') && below.length > 2 ? [`${parent}.*`] : below,
  );
  return parts.map((part) => `\`${part}\``).join(', ');
}
