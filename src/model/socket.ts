import { ProcfsError } from '../procfs/error.ts';
import type { Integer } from '../procfs/text.ts';
import type { Network } from './network.ts';
import type { Operation } from './operation.ts';
import type { Protocol, SocketRow } from './socket-protocols.ts';
import { Thing } from './thing.ts';

/** What a field's "from" calls the line of a socket, whichever table it stands in. */
export type SocketPart = 'socket';

/** Where a socket stands. */
export interface Listing {
  network: Network;
  protocol: Protocol;
  row: SocketRow;
}

type Find = (operation: Operation) => Promise<Listing>;

/** A socket: a line of a table, or an inode whose line is looked for when something is asked of it. */
export class Socket extends Thing {
  override readonly typeName = 'Socket';
  override readonly failure = undefined;
  readonly kind = 'socket';
  /** Null for what no descriptor has any more, or not yet. */
  readonly inode: Integer | null;
  #listing: Listing | ProcfsError | Promise<void> | Find;

  constructor(inode: Integer, listing: Listing | Find) {
    super();
    this.inode = inode === 0 ? null : inode;
    this.#listing = listing;
  }

  /** Throws the ProcfsError that says why it stands nowhere. */
  get listing(): Listing {
    const listing = this.#listing;
    if (listing instanceof ProcfsError) throw listing;
    if (typeof listing === 'object' && 'row' in listing) return listing;
    throw new Error('the socket was not looked for: the field\'s "from" does not say "socket"');
  }

  /** The line, if it is of this kind. */
  row<K extends SocketRow['kind']>(kind: K): Extract<SocketRow, { kind: K }> | null {
    const { row } = this.listing;
    return row.kind === kind ? (row as Extract<SocketRow, { kind: K }>) : null; // TypeScript cannot narrow by K
  }

  /** Whose it is. Null where no descriptor has it: the table says 0 then; and where no table says it. */
  get uid(): number | null {
    const { row } = this.listing;
    return this.inode !== null && 'uid' in row ? row.uid : null;
  }

  override has(): boolean {
    return typeof this.#listing === 'object' && !(this.#listing instanceof Promise);
  }

  override arrival(_: string, operation: Operation): Promise<void> {
    const listing = this.#listing;
    if (listing instanceof Promise) return listing;
    const arrival = typeof listing === 'function' ? this.#take(listing(operation)) : Promise.resolve();
    this.#listing = arrival;
    return arrival;
  }

  async #take(listing: Promise<Listing>): Promise<void> {
    try {
      this.#listing = await listing;
    } catch (error) {
      if (!(error instanceof ProcfsError)) throw error;
      this.#listing = error;
    }
  }
}
