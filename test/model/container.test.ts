import assert from 'node:assert/strict';
import { test } from 'node:test';
import { containerOf } from '../../src/model/container.ts';
import { parseCgroup } from '../../src/procfs/pid/cgroup.ts';

const id = '35d4a0ab22f7e3a3cb9d5c2b1a0f9e8d7c6b5a49382716051423324150607f80';
const other = id.replaceAll('3', 'e');
const pod = 'pod2a0ab22f_7e3a_3cb9';

const containerIn = (...lines: string[]) => containerOf(parseCgroup(Buffer.from(`${lines.join('\n')}\n`)));

for (const [situation, path, runtime] of [
  ['docker with systemd', `/system.slice/docker-${id}.scope`, 'DOCKER'],
  ['docker without systemd', `/docker/${id}`, 'DOCKER'],
  ['a group that a process in the container made', `/docker/${id}/system.slice/cron.service`, 'DOCKER'],
  ['docker in docker: the inner one', `/docker/${other}/docker/${id}`, 'DOCKER'],
  ['seen from another group', `/../../docker-${id}.scope`, 'DOCKER'],
  ['a group that has been removed', `/docker/${id} (deleted)`, 'DOCKER'],
  [
    'containerd of Kubernetes with systemd',
    `/kubepods.slice/kubepods-${pod}.slice/cri-containerd-${id}.scope`,
    'CONTAINERD',
  ],
  [
    'containerd with the groups of systemd, but not by it',
    `/kubepods-besteffort-${pod}.slice:cri-containerd:${id}`,
    'CONTAINERD',
  ],
  ['nerdctl', `/system.slice/nerdctl-${id}.scope`, 'CONTAINERD'],
  ['cri-o', `/kubepods.slice/kubepods-${pod}.slice/crio-${id}.scope`, 'CRIO'],
  ['podman', `/machine.slice/libpod-${id}.scope`, 'PODMAN'],
  [
    'podman, the container’s own group',
    `/user.slice/user@1000.service/user.slice/libpod-${id}.scope/container`,
    'PODMAN',
  ],
  ['Kubernetes without systemd: whose id it is, is not said', `/kubepods/burstable/${pod}/${id}`, null],
] as const) {
  test(situation, () => assert.deepEqual(containerIn(`0::${path}`), { id, runtime }));
}

for (const [situation, path] of [
  ['the root', '/'],
  ['a service', '/system.slice/docker.service'],
  ['what watches a container of podman', `/machine.slice/libpod-conmon-${id}.scope`],
  ['what watches a container of cri-o', `/system.slice/crio-conmon-${id}.scope`],
  ['an id that is too short', `/docker/${id.slice(1)}`],
  ['a name with an id in it', `/my-docker-${id}.scope`],
  ['a pod', `/kubepods.slice/kubepods-${pod}.slice`],
] as const) {
  test(`none: ${situation}`, () => assert.equal(containerIn(`0::${path}`), null));
}

test('of several hierarchies, the one that tells', () => {
  assert.deepEqual(containerIn('9:name=systemd:/', `2:cpu,cpuacct:/docker/${id}`, '0::/'), { id, runtime: 'DOCKER' });
});
