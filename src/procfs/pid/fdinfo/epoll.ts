import { bigDecimal, bigHexadecimal, hexadecimal, type Integer, optional, small } from '../../text.ts';
import type { FdinfoLine } from '../fdinfo.ts';
import { type Device, device, pairs, valuesOf } from './lines.ts';

/** A descriptor that an epoll(7) watches: a `tfd` line of fdinfo. All but its number and position is hexadecimal. */
export interface EpollTarget {
  /** Its number when it was added: closed since, perhaps, or another file by now. The same number can stand twice. */
  fd: number;
  /** Which events are waited for, and how: bits of epoll_ctl(2). */
  events: number;
  /** What epoll_wait(2) hands back with an event: any 64 bits. */
  data: bigint;
  /** Where it reads or writes next. This and what follows is null before Linux 4.13. */
  pos: Integer | null;
  ino: bigint | null;
  device: Device | null;
}

export function parseEpoll(lines: readonly FdinfoLine[]): EpollTarget[] {
  return valuesOf(lines, 'tfd').map((value) => {
    const [fd = ''] = value.split(' ', 1);
    const fields = pairs(value);
    return {
      fd: small(fd, 'tfd'),
      events: hexadecimal(fields, 'events'),
      data: bigHexadecimal(fields, 'data'),
      pos: optional(fields, 'pos', bigDecimal),
      ino: optional(fields, 'ino', bigHexadecimal),
      device: optional(fields, 'sdev', device),
    };
  });
}
