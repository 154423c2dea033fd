import { endianness } from 'node:os';
import { isNotFound } from '../procfs/error.ts';
import { unmapped } from '../procfs/net/address.ts';
import { type InetSocket, parseTcp } from '../procfs/net/tcp.ts';
import type { Proc } from '../procfs/proc.ts';

/** The two ends of a TCP connection, as the server has them. */
export interface Connection {
  localAddress: string;
  localPort: number;
  remoteAddress: string;
  remotePort: number;
}

const established = 1;
const newline = 10;

/** What the kernel says of all TCP sockets of a network namespace. */
type Tables = readonly Buffer[];

/**
 * Finds the sockets at the clients' ends of connections. The tables hold every connection of the machine, closed ones
 * too: they are read once for all who ask while they are being read, never twice at a time.
 */
export class ClientEnds {
  readonly #proc: Proc;
  /** The reading that begins once the one before is done: a table may not show what was connected while it was read. */
  #next: Promise<Tables> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(proc: Proc) {
    this.#proc = proc;
  }

  /**
   * The socket at the client's end, if it is in the server's network namespace. Only one that someone has open: once it
   * is closed, the kernel says uid 0 of whoever it was. Throws the ProcfsError if the tables cannot be read.
   */
  async find(connection: Connection): Promise<InetSocket | null> {
    this.#next ??= this.#read();
    const tables = await this.#next;
    const rows = tables.flatMap((bytes) => candidates(bytes, connection));
    return rows.find((row) => isOpposite(row, connection)) ?? null;
  }

  async #read(): Promise<Tables> {
    await this.#last;
    this.#next = undefined;
    const tables = Promise.all([
      this.#proc.read('self/net/tcp'),
      this.#proc.read('self/net/tcp6').catch(nothingWithoutIt),
    ]);
    this.#last = tables.then(
      () => {},
      () => {}, // told to those who wait for it
    );
    return tables;
  }
}

/** The rows in which the client's port stands. To look at no others is what makes this cheap where there are thousands. */
function candidates(bytes: Buffer, { remotePort }: Connection): readonly InetSocket[] {
  const rows: InetSocket[] = [];
  const end = `:${port(remotePort)} `;
  for (let at = bytes.indexOf(end); at >= 0; at = bytes.indexOf(end, at + 1)) {
    const next = bytes.indexOf(newline, at);
    const line = bytes.subarray(bytes.lastIndexOf(newline, at) + 1, next < 0 ? undefined : next);
    rows.push(...parseTcp(line, endianness()));
  }
  return rows;
}

function isOpposite(row: InetSocket, { localAddress, localPort, remoteAddress, remotePort }: Connection): boolean {
  const isOpen = row.state === established && row.inode !== 0;
  const isFrom = row.localPort === remotePort && unmapped(row.localAddress) === unmapped(remoteAddress);
  const isTo = row.remotePort === localPort && unmapped(row.remoteAddress) === unmapped(localAddress);
  return isOpen && isFrom && isTo;
}

function port(number: number): string {
  return number.toString(16).toUpperCase().padStart(4, '0');
}

/** A kernel without IPv6 has no tcp6. */
function nothingWithoutIt(error: unknown): Buffer {
  if (isNotFound(error)) return Buffer.alloc(0);
  throw error;
}
