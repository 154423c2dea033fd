import type { Cgroup } from '../procfs/pid/cgroup.ts';

export const runtimes = {
  CONTAINERD: { description: 'containerd, of Kubernetes or nerdctl.' },
  CRIO: { description: 'CRI-O, of Kubernetes.' },
  DOCKER: { description: 'Docker.' },
  PODMAN: { description: 'Podman, or another that uses libpod.' },
} as const;

type Runtime = keyof typeof runtimes;

/** What the path of a control group tells of a container. */
export interface Container {
  id: string;
  /** Null where the path has the id only. */
  runtime: Runtime | null;
}

/** How the runtimes call a scope of systemd, or what stands before the colon of a group without systemd. */
const prefixes: Readonly<Record<string, Runtime>> = {
  docker: 'DOCKER',
  'cri-containerd': 'CONTAINERD',
  nerdctl: 'CONTAINERD',
  crio: 'CRIO',
  libpod: 'PODMAN',
};

const named = /^(?:.*:)?(docker|cri-containerd|nerdctl|crio|libpod)[-:]([0-9a-f]{64})(?:\.scope)?$/;
const bare = /^[0-9a-f]{64}$/;

/** Of the first hierarchy whose path carries one. Null if none does: the process may be in a container all the same. */
export function containerOf(cgroups: readonly Cgroup[]): Container | null {
  for (const { path } of cgroups) {
    const container = containerIn(path.toString('latin1').split('/'));
    if (container !== null) return container;
  }
  return null;
}

/** The innermost: a container may be in another. */
function containerIn(directories: readonly string[]): Container | null {
  for (let at = directories.length - 1; at > 0; at--) {
    const name = directories[at] ?? '';
    const [, prefix, id] = named.exec(name) ?? [];
    if (prefix !== undefined && id !== undefined) return { id, runtime: prefixes[prefix] ?? null };
    if (bare.test(name)) return { id: name, runtime: prefixes[directories[at - 1] ?? ''] ?? null };
  }
  return null;
}
