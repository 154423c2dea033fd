import { ProcfsError, unsaid } from '../procfs/error.ts';
import { unmapped } from '../procfs/net/address.ts';
import type { InetSocket } from '../procfs/net/tcp.ts';
import type { Namespace } from '../procfs/pid/ns.ts';
import type { Integer } from '../procfs/text.ts';
import { remembered } from '../remembered.ts';
import type { Operation } from './operation.ts';
import type { Process } from './process.ts';
import { Socket } from './socket.ts';
import { type Protocol, protocols, searchOrder } from './socket-protocols.ts';
import { speakersOf } from './speakers.ts';
import type { Task } from './task.ts';

/** The sockets of a protocol. */
interface Table {
  sockets: readonly Socket[];
  byInode: ReadonlyMap<Integer, Socket>;
}

/** A network namespace: its tables of sockets, each read at most once an operation, through a task that is in it. */
export class Network {
  /** Null where the kernel does not say which one it is. */
  readonly namespace: Namespace | null;
  readonly #operation: Operation;
  readonly #members = new Set<Task>();
  readonly #tables = new Map<Protocol, Promise<Table>>();
  readonly #byEnds = new Map<Protocol, Promise<ReadonlyMap<string, Socket>>>();

  constructor(operation: Operation, namespace: Namespace | null) {
    this.#operation = operation;
    this.namespace = namespace;
  }

  /** A task through which it can be read. If one ends meanwhile, the next will do. */
  add(member: Task): void {
    this.#members.add(member);
  }

  /** None where the kernel does not know the protocol. */
  async sockets(protocol: Protocol): Promise<readonly Socket[]> {
    return (await this.#table(protocol)).sockets;
  }

  /** The socket with an inode. Reads as few tables as it takes. */
  async find(inode: Integer): Promise<Socket> {
    let failure = new ProcfsError('NOT_FOUND', `socket:[${inode}] stands in no table of its network namespace`);
    for (const stage of searchOrder) {
      for (const result of await Promise.allSettled(stage.map((protocol) => this.#table(protocol)))) {
        if (result.status === 'rejected') failure = unsaid(result.reason);
        const socket = result.status === 'fulfilled' && result.value.byInode.get(inode);
        if (socket) return socket;
      }
    }
    throw failure;
  }

  /** The socket whose local end is the remote one of this, and the other way round. */
  async opposite(protocol: Protocol, { localAddress, localPort, ...row }: InetSocket): Promise<Socket | null> {
    const remote = endOf(row.remoteAddress, row.remotePort);
    for (const either of sameTransport(protocol)) {
      const byEnds = await remembered(this.#byEnds, either, () => this.#indexByEnds(either));
      const socket = byEnds.get(`${remote} ${endOf(localAddress, localPort)}`);
      if (socket) return socket;
    }
    return null;
  }

  async #indexByEnds(protocol: Protocol): Promise<ReadonlyMap<string, Socket>> {
    const byEnds = new Map<string, Socket>();
    for (const socket of await this.sockets(protocol)) {
      const row = socket.row('inet');
      if (row)
        byEnds.set(`${endOf(row.localAddress, row.localPort)} ${endOf(row.remoteAddress, row.remotePort)}`, socket);
    }
    return byEnds;
  }

  #table(protocol: Protocol): Promise<Table> {
    return remembered(this.#tables, protocol, () => this.#read(protocol));
  }

  async #read(protocol: Protocol): Promise<Table> {
    const { file } = protocols[protocol];
    let failure: unknown;
    for (const member of this.#members) {
      await this.#operation.load([member], [file]);
      try {
        const sockets = member.record(file).map((row) => new Socket(row.inode, { network: this, protocol, row }));
        return { sockets, byInode: new Map(sockets.map((socket) => [socket.inode ?? 0, socket])) };
      } catch (error) {
        failure = error;
        if (unsaid(error).reason === 'UNSUPPORTED') return { sockets: [], byInode: new Map() };
      }
    }
    throw failure;
  }
}

const known = new WeakMap<Operation, Map<Integer | Task, Network>>();

/** The network namespace that a process is in: the same for all who ask within the operation. */
export async function networkOf(operation: Operation, process: Process): Promise<Network> {
  const speaker = (await speakersOf(operation, [process], 'ns/net'))(process);
  return networkThrough(operation, speaker, speaker.failureOf('ns/net') ? null : speaker.record('ns/net'));
}

/** The socket that a descriptor of the process leads to. */
export function socketOf(process: Process, inode: Integer): Socket {
  return new Socket(inode, async (operation) => (await (await networkOf(operation, process)).find(inode)).listing);
}

/** Where the link may not be read, the task stands for its namespace. */
export function networkThrough(operation: Operation, task: Task, namespace: Namespace | null): Network {
  const networks = remembered(known, operation, () => new Map());
  const network = remembered(networks, namespace?.inode ?? task, () => new Network(operation, namespace));
  network.add(task);
  return network;
}

/** IPv4 comes to sockets of IPv6 as well. */
function sameTransport(protocol: Protocol): readonly Protocol[] {
  return searchOrder.flat().filter((other) => other.replace('6', '') === protocol.replace('6', ''));
}

function endOf(address: string, port: number): string {
  return `${unmapped(address)} ${port}`;
}
