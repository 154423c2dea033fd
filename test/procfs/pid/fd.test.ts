import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTarget } from '../../../src/procfs/pid/fd.ts';

const parse = (text: string) => {
  const { link, ...target } = parseTarget(Buffer.from(text, 'latin1'));
  assert.equal(link.toString('latin1'), text);
  return target;
};
const bytes = (text: string) => Buffer.from(text, 'latin1');

for (const [situation, text, target] of [
  ['a file', '/tmp/a b', { kind: 'file', path: bytes('/tmp/a b'), deleted: false }],
  ['a deleted file', '/tmp/x (deleted)', { kind: 'file', path: bytes('/tmp/x'), deleted: true }],
  ['an O_TMPFILE', '/tmp/#131077 (deleted)', { kind: 'file', path: bytes('/tmp/#131077'), deleted: true }],
  ['shared anonymous memory', '/dev/zero (deleted)', { kind: 'file', path: bytes('/dev/zero'), deleted: true }],
  ['a message queue', '/testmq', { kind: 'file', path: bytes('/testmq'), deleted: false }],
  ['a file called pipe:[1]', '/pipe:[1]', { kind: 'file', path: bytes('/pipe:[1]'), deleted: false }],
  ['a file with a newline, not UTF-8', '/a\n\xff', { kind: 'file', path: bytes('/a\n\xff'), deleted: false }],
  ['a memfd', '/memfd:my mem (deleted)', { kind: 'memfd', name: bytes('my mem') }],
  ['a memfd without a name', '/memfd: (deleted)', { kind: 'memfd', name: bytes('') }],
  ['a memfd of two lines', '/memfd:a\nb/c (deleted) (deleted)', { kind: 'memfd', name: bytes('a\nb/c (deleted)') }],
  ['a file called memfd:x', '/memfd:x', { kind: 'file', path: bytes('/memfd:x'), deleted: false }],
  ['secret memory', '/secretmem (deleted)', { kind: 'secretmem' }],
  ['a file called secretmem', '/secretmem', { kind: 'file', path: bytes('/secretmem'), deleted: false }],
  ['a shared buffer of devices', '/dmabuf:camera', { kind: 'dmabuf', name: bytes('camera') }],
  ['a shared buffer without a name', '/dmabuf:', { kind: 'dmabuf', name: bytes('') }],
  ['a pipe', 'pipe:[7949]', { kind: 'pipe', inode: 7949 }],
  ['a socket', 'socket:[18446744073709551615]', { kind: 'socket', inode: 18446744073709551615n }],
  ['a namespace', 'net:[4026531833]', { kind: 'namespace', type: 'net', inode: 4026531833 }],
  ['an eventfd', 'anon_inode:[eventfd]', { kind: 'anonymous', name: 'eventfd' }],
  ['inotify, which has no brackets', 'anon_inode:inotify', { kind: 'anonymous', name: 'inotify' }],
  ['a map of BPF', 'anon_inode:bpf-map', { kind: 'anonymous', name: 'bpf-map' }],
  ['an unknown object', 'anon_inode:kvm-vcpu:0', { kind: 'anonymous', name: 'kvm-vcpu:0' }],
  ['half a bracket', 'anon_inode:[x', { kind: 'anonymous', name: '[x' }],
  ['a kind of a later kernel', 'kind:[42]', { kind: 'other' }],
  ['a pidfd, as Linux 6.9 called it for a while', 'pidfd:[42]', { kind: 'anonymous', name: 'pidfd' }],
  ['a pipe without an inode', 'pipe:[]', { kind: 'other' }],
  ['a pipe and more', 'pipe:[1]\n', { kind: 'other' }],
  ['nothing', '', { kind: 'other' }],
] as const) {
  test(situation, () => assert.deepEqual(parse(text), target));
}
