import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ask } from '../ask.ts';

const program = fileURLToPath(new URL('../fixtures/kinds.py', import.meta.url));

const selection = `
  number link tailable tailObstacle details { key } locks { kind access pid process { pid } firstByte lastByte }
  target {
    __typename
    ... on EventFd { count semaphore }
    ... on Epoll { targets { number data events descriptor { number } } }
    ... on SignalFd { signals }
    ... on Inotify { watches { number events } }
    ... on Fanotify { eventAccessMode marks { kind events } }
    ... on TimerFd { clock remaining { seconds } interval { seconds nanoseconds } }
    ... on PidFd { reaped process { pid name } }
    ... on UserFaultFd { pendingFaults unresolvedFaults }
    ... on IoUring { submissionEntries completionEntries }
    ... on BpfMap { mapType keyBytes valueBytes maximumEntries }
    ... on BpfProgram { programType verifiedInstructions }
    ... on AnonymousInode { name }
    ... on MemoryFile { name }
    ... on Device { path ttyIndex tunInterface }
  }`;

const watch = { data: '0xdeadbeefcafebabe', events: ['EPOLLIN', 'EPOLLERR', 'EPOLLHUP', 'EPOLLET'] };

/** What this kernel says of what the program opened, by its name there. */
function expected(pid: number, opened: Readonly<Record<string, number | null>>): Record<string, object> {
  const own = { pid, process: { pid } };
  return {
    eventfd: { target: { __typename: 'EventFd', count: '18446744073709551614' } },
    epoll: {
      target: {
        targets: [
          { ...watch, number: opened.eventfd, descriptor: { number: opened.eventfd } },
          { ...watch, number: 500, descriptor: null },
        ],
      },
    },
    signalfd: { target: { signals: ['SIGHUP', 'SIGCHLD', 'SIGRTMIN_30'] } },
    inotify: {
      target: {
        watches: Array.from({ length: 12 }, (_, n) => ({ number: 12 - n, events: ['IN_MODIFY', 'IN_CREATE'] })),
      },
    },
    fanotify: {
      target: {
        eventAccessMode: 'O_RDONLY',
        marks: ['FILE_SYSTEM', 'MOUNT', 'INODE'].map((kind) => ({ kind, events: ['FAN_MODIFY'] })),
      },
    },
    timerfd: { target: { clock: 'CLOCK_BOOTTIME', interval: { seconds: 5, nanoseconds: 0 } } },
    pidfd: { target: { reaped: false, process: { pid } } },
    pidfd_reaped: { target: { reaped: true, process: null } },
    userfaultfd: { target: { pendingFaults: 0, unresolvedFaults: 0 } },
    io_uring: { target: { submissionEntries: 8, completionEntries: 16 } },
    bpf_map: { target: { mapType: 'HASH', keyBytes: 4, valueBytes: 8, maximumEntries: 16 } },
    bpf_program: { target: { programType: 'SOCKET_FILTER', verifiedInstructions: 2 } },
    perf_event: { target: { name: 'perf_event' } },
    landlock: { target: { name: 'landlock-ruleset' } },
    fscontext: { target: { name: 'fscontext' } },
    secretmem: { target: { name: 'secretmem' } },
    memfd: { target: { name: 'new\nline' } },
    terminal: { target: { __typename: 'Device', tunInterface: null } },
    tun: { target: { path: '/dev/net/tun', ttyIndex: null } },
    locked: {
      locks: [
        { kind: 'FLOCK', access: 'WRITE', ...own, firstByte: 0, lastByte: null },
        { kind: 'POSIX', access: 'WRITE', ...own, firstByte: 5, lastByte: 14 },
        { kind: 'OFDLCK', access: 'READ', pid: null, process: null, firstByte: 100, lastByte: null },
      ],
    },
    leased: { locks: [{ kind: 'LEASE', access: 'READ', ...own }] },
    temporary: { tailable: true, tailObstacle: null, target: { __typename: 'File' } },
    path: { target: { __typename: 'File' } },
    namespace: { target: { __typename: 'Namespace' } },
    message_queue: { tailable: false, tailObstacle: 'PSEUDO_FILE', target: { __typename: 'File' } },
    pipe: { target: { __typename: 'Pipe' } },
    unix_socket: { target: { __typename: 'Socket' } },
  };
}

test('every kind of descriptor that this kernel lets a process open', { timeout: 60_000 }, async (t) => {
  const child = spawn('python3', [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    await once(child, 'spawn');
  } catch {
    return t.skip('there is no python3');
  }
  t.after(async () => {
    child.stdin.end();
    await once(child, 'exit');
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const opened: Record<string, number | null> = JSON.parse(String(line));
  const pid = child.pid ?? assert.fail();
  const { data, errors, extensions } = await ask(`{ process(pid: ${pid}) { fds { nodes { ${selection} } } } }`, {
    mount: '/proc',
  });
  assert.equal(errors, undefined);
  assert.doesNotMatch(JSON.stringify(extensions ?? {}), /MALFORMED|FAILED/);
  const { nodes } = (data as { process: { fds: { nodes: { number: number }[] } } }).process.fds;
  for (const [kind, described] of Object.entries(expected(pid, opened))) {
    if (opened[kind] === null) t.diagnostic(`${kind} cannot be opened here`);
    else
      assert.partialDeepStrictEqual(
        nodes.find(({ number }) => number === opened[kind]),
        described,
        kind,
      );
  }
});
