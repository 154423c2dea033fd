import { builder } from '../builder.ts';
import type { Open } from '../model/open.ts';
import { BpfLink, Btf } from './bpf-link.ts';
import { BpfMap } from './bpf-map.ts';
import { BpfProgram } from './bpf-program.ts';
import { Epoll } from './epoll.ts';
import { EventFd } from './event-fd.ts';
import { Fanotify } from './fanotify.ts';
import { Inotify } from './inotify.ts';
import { IoUring } from './io-uring.ts';
import { PidFd } from './pid-fd.ts';
import { SignalFd } from './signal-fd.ts';
import { TimerFd } from './timer-fd.ts';
import { UserFaultFd } from './user-fault-fd.ts';

/** Those that have a type of their own, by what their link calls them. */
const types = new Map([
  ['eventfd', EventFd],
  ['eventpoll', Epoll],
  ['signalfd', SignalFd],
  ['inotify', Inotify],
  ['fanotify', Fanotify],
  ['timerfd', TimerFd],
  ['pidfd', PidFd],
  ['userfaultfd', UserFaultFd],
  ['io_uring', IoUring],
  ['bpf-map', BpfMap],
  ['bpf-prog', BpfProgram],
  ['bpf_link', BpfLink],
  ['btf', Btf],
]);

const AnonymousInode = builder.objectRef<Open<'anonymous'>>('AnonymousInode').implement({
  description:
    'An object of the kernel that is no file, and of which procql knows no more than its name; `FileDescriptor.details` has what the kernel says of it.',
  fields: (t) => ({
    name: t.string({
      description:
        'What kind of object: perf_event, landlock-ruleset, fscontext, seccomp notify, ... Source: the link.',
      resolve: ({ name }) => name,
    }),
  }),
});

export const anonymousTypes = [...types.values(), AnonymousInode];

export function anonymousType({ name }: Open<'anonymous'>): (typeof anonymousTypes)[number] {
  return types.get(name) ?? AnonymousInode;
}
