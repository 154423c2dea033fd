import type { Names } from './flags.ts';

/** What an epoll waits for, and how, epoll_ctl(2). */
export const epollEvents: Names = {
  EPOLLIN: { value: 0x1, description: 'There is something to read: 0x1.' },
  EPOLLPRI: { value: 0x2, description: 'Something exceptional, urgent data of a socket for example: 0x2.' },
  EPOLLOUT: { value: 0x4, description: 'There is room to write: 0x4.' },
  EPOLLERR: { value: 0x8, description: 'An error: always waited for: 0x8.' },
  EPOLLHUP: { value: 0x10, description: 'The other end hung up: always waited for: 0x10.' },
  EPOLLNVAL: { value: 0x20, description: 'Not open, of poll(2): 0x20.' },
  EPOLLRDNORM: { value: 0x40, description: 'There is ordinary data to read: 0x40.' },
  EPOLLRDBAND: { value: 0x80, description: 'There is priority data to read: 0x80.' },
  EPOLLWRNORM: { value: 0x100, description: 'There is room to write ordinary data: 0x100.' },
  EPOLLWRBAND: { value: 0x200, description: 'There is room to write priority data: 0x200.' },
  EPOLLMSG: { value: 0x400, description: 'Not used: 0x400.' },
  EPOLLRDHUP: { value: 0x2000, description: 'The other end of a socket will not write any more: 0x2000.' },
  EPOLLEXCLUSIVE: { value: 0x1000_0000, description: 'Of many epolls, wake one: 0x10000000.' },
  EPOLLWAKEUP: { value: 0x2000_0000, description: 'Keep the machine awake while an event is handled: 0x20000000.' },
  EPOLLONESHOT: { value: 0x4000_0000, description: 'Report one event, then wait for none: 0x40000000.' },
  EPOLLET: { value: 0x8000_0000, description: 'Report a change once, not as long as it holds: 0x80000000.' },
};
