import { malformed } from './error.ts';

/** What the kernel tells through its process connector, linux/cn_proc.h. A pid is a whole process, a tid one thread of it. */
export type ConnectorEvent = Stamp & Happening;

interface Stamp {
  /** Counts, on each CPU, what was told there: a gap is what did not arrive. 32 bits, then it begins anew. */
  seq: number;
  cpu: number;
  /** Nanoseconds on CLOCK_MONOTONIC, clock_gettime(2): since boot, without the sleep of the machine. */
  at: bigint;
}

interface Thread {
  tid: number;
  pid: number;
}

/** Zeros where the kernel does not tell the parent. */
interface Parent {
  parentTid: number;
  parentPid: number;
}

type Happening =
  /** The answer to a request to listen: `ack` is one more than that of the request, which may be another program's. */
  | { what: 'ACK'; ack: number; error: number }
  /** Of a new process, or of a new thread: that has another tid than pid. */
  | ({ what: 'FORK' } & Thread & Parent)
  | ({ what: 'EXEC' | 'SID' } & Thread)
  | ({ what: 'UID' | 'GID'; real: number; effective: number } & Thread)
  /** A tracer of 0 has let go. */
  | ({ what: 'PTRACE'; tracerTid: number; tracerPid: number } & Thread)
  /** The name was set, and not by an exec. Bytes. */
  | ({ what: 'COMM'; name: Buffer } & Thread)
  | ({ what: 'COREDUMP' } & Thread & Parent)
  /** Of one thread. The code is that of wait(2); the signal, for the parent, is -1 of all threads but the first. */
  | ({ what: 'EXIT'; code: number; signal: number } & Thread & Parent)
  /** Of a newer kernel. */
  | { what: 'OTHER'; bit: number };

/** Of nlmsghdr, cn_msg, and proc_event, which has room for the largest of its kinds. */
const [headerBytes, messageBytes, eventBytes] = [16, 20, 40];

/** The type of a netlink message that carries something. */
const done = 3;

/** Index and value of the process connector among all connectors. */
const [index, value] = [1, 1];

/**
 * What is read from a netlink socket of this kernel, one message after the other; those that tell of no process are left
 * out. Numbers are little-endian, as on every machine that koffi, which reaches the socket, comes compiled for.
 */
export function parseConnector(bytes: Buffer): ConnectorEvent[] {
  const events: ConnectorEvent[] = [];
  for (let at = 0; at < bytes.length; ) {
    const left = bytes.length - at;
    const length = left < headerBytes ? 0 : bytes.readUInt32LE(at);
    if (length < headerBytes || length > left) throw malformed(`a message of ${length} bytes, where ${left} are left`);
    const isEvent = bytes.readUInt16LE(at + 4) === done;
    const event = isEvent ? parseMessage(bytes.subarray(at + headerBytes, at + length)) : null;
    if (event !== null) events.push(event);
    at += (length + 3) & ~3;
  }
  return events;
}

/** Asks the kernel to tell, or to tell no more. */
export function connectorRequest(operation: 'LISTEN' | 'IGNORE', ack: number): Buffer {
  const bytes = Buffer.alloc(headerBytes + messageBytes + 4);
  bytes.writeUInt32LE(bytes.length, 0);
  bytes.writeUInt16LE(done, 4);
  bytes.writeUInt32LE(index, headerBytes);
  bytes.writeUInt32LE(value, headerBytes + 4);
  bytes.writeUInt32LE(ack, headerBytes + 12);
  bytes.writeUInt16LE(4, headerBytes + 16);
  bytes.writeUInt32LE(operation === 'LISTEN' ? 1 : 2, headerBytes + messageBytes);
  return bytes;
}

/** Null for that of another connector. */
function parseMessage(bytes: Buffer): ConnectorEvent | null {
  if (bytes.length < messageBytes) throw malformed(`${bytes.length} bytes are no message of a connector`);
  if (bytes.readUInt32LE(0) !== index || bytes.readUInt32LE(4) !== value) return null;
  const length = bytes.readUInt16LE(16);
  const event = bytes.subarray(messageBytes, messageBytes + length);
  if (event.length < length || length < eventBytes) throw malformed(`${event.length} bytes are no event of a process`);
  const stamp = { seq: bytes.readUInt32LE(8), cpu: event.readUInt32LE(4), at: event.readBigUInt64LE(8) };
  const ack = bytes.readUInt32LE(12);
  return { ...stamp, ...happening(event.readUInt32LE(0), event.subarray(16), ack) };
}

function happening(bit: number, data: Buffer, ack: number): Happening {
  const thread = (at: number) => ({ tid: data.readInt32LE(at), pid: data.readInt32LE(at + 4) });
  const parent = (at: number) => ({ parentTid: data.readInt32LE(at), parentPid: data.readInt32LE(at + 4) });
  const ids = (at: number) => ({ real: data.readUInt32LE(at), effective: data.readUInt32LE(at + 4) });
  switch (bit) {
    case 0:
      return { what: 'ACK', ack, error: data.readUInt32LE(0) };
    case 0x1:
      return { what: 'FORK', ...parent(0), ...thread(8) };
    case 0x2:
      return { what: 'EXEC', ...thread(0) };
    case 0x4:
      return { what: 'UID', ...thread(0), ...ids(8) };
    case 0x40:
      return { what: 'GID', ...thread(0), ...ids(8) };
    case 0x80:
      return { what: 'SID', ...thread(0) };
    case 0x100:
      return { what: 'PTRACE', ...thread(0), tracerTid: data.readInt32LE(8), tracerPid: data.readInt32LE(12) };
    case 0x200:
      return { what: 'COMM', ...thread(0), name: name(data.subarray(8, 24)) };
    case 0x4000_0000:
      return { what: 'COREDUMP', ...thread(0), ...parent(8) };
    case 0x8000_0000:
      return { what: 'EXIT', ...thread(0), code: data.readUInt32LE(8), signal: data.readInt32LE(12), ...parent(16) };
    default:
      return { what: 'OTHER', bit };
  }
}

/** Up to its NUL. */
function name(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}
