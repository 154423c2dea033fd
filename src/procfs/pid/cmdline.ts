import { nulTerminated } from '../text.ts';

/** Command line of a process: /proc/[pid]/cmdline, proc_pid_cmdline(5). The process may have written over it. */
export interface Cmdline {
  /** All bytes of the file. None for a kernel thread or a zombie. */
  raw: Buffer;
  /**
   * The arguments, empty ones too. A string that only NULs follow, more than two in all, is one argument: a title
   * shorter than the command line that it replaced, as Node's `process.title` leaves it.
   */
  arguments: Buffer[];
}

export function parseCmdline(bytes: Buffer): Cmdline {
  const strings = nulTerminated(bytes);
  const padded = strings.length > 2 && strings.every((string, index) => index === 0 || string.length === 0);
  return { raw: bytes, arguments: padded ? strings.slice(0, 1) : strings };
}

/**
 * The command line on one line, as ps(1) shows it: arguments with a space between. A title, which setproctitle(3)
 * may leave padded with spaces, without them. Null where there is no command line.
 */
export function commandLine({ arguments: [first, ...rest] }: Cmdline): string | null {
  if (first === undefined) return null;
  if (rest.length === 0) return first.toString().replace(/ +$/, '');
  return [first, ...rest].join(' ');
}
