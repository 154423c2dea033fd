import type { Socket } from 'node:net';
import { type Limits, named } from './limits.ts';

/** Why a connection is not served. */
export interface Refusal {
  /** 503 if the server has too many, 429 if this user has. */
  status: 429 | 503;
  text: string;
}

/** So many connections above the limit are told that they are too many. Any more are closed at once. */
export const toldAtMost = 100;

/** A connection that is too many has so long to ask, and to read that it is. */
const tellingMs = 1000;

/**
 * Counts connections until they close. Those of clients that have been let in keep their places: where there is none
 * left, the oldest of the others makes room.
 */
export class Connections {
  readonly #limits: Limits;
  readonly #served = new Set<Socket>();
  /** Those of them over which nobody has been let in yet. */
  readonly #strangers = new Set<Socket>();
  readonly #ofUid = new Map<number, number>();
  readonly #refused = new WeakMap<Socket, Refusal>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** To be told of each connection when it opens. */
  opened(socket: Socket): void {
    if (this.#served.size >= this.#limits.connections && !this.#makeRoom()) {
      const text = `The server has as many connections as it takes: ${named(this.#limits, 'connections', 'connections')}. Try again later.`;
      this.#refuse(socket, { status: 503, text });
      return;
    }
    this.#served.add(socket);
    this.#strangers.add(socket);
    socket.on('close', () => this.#forget(socket));
  }

  /** To be told when who asks over a connection is let in. */
  letIn(socket: Socket): void {
    this.#strangers.delete(socket);
  }

  /** To be told whose a connection is, once that is known, before requests over it are served. */
  belongs(socket: Socket, uid: number): void {
    const count = this.#ofUid.get(uid) ?? 0;
    if (count >= this.#limits.connectionsPerUid) {
      const text = `The user ${uid} has as many connections as one may have: ${named(this.#limits, 'connectionsPerUid', 'connections of a user')}. Close one.`;
      this.#refuse(socket, { status: 429, text });
      return;
    }
    this.#ofUid.set(uid, count + 1);
    socket.on('close', () => this.#left(uid));
  }

  /** Why requests over a connection are refused. Nothing if they are served. */
  refusal(socket: Socket): Refusal | undefined {
    return this.#refused.get(socket);
  }

  #makeRoom(): boolean {
    const [oldest] = this.#strangers;
    if (oldest === undefined) return false;
    this.#forget(oldest);
    oldest.destroy();
    return true;
  }

  #forget(socket: Socket): void {
    this.#served.delete(socket);
    this.#strangers.delete(socket);
  }

  #left(uid: number): void {
    const count = this.#ofUid.get(uid) ?? 0;
    if (count > 1) this.#ofUid.set(uid, count - 1);
    else this.#ofUid.delete(uid);
  }

  #refuse(socket: Socket, refusal: Refusal): void {
    this.#refused.set(socket, refusal);
    const timer = setTimeout(() => socket.destroy(), tellingMs);
    socket.once('close', () => clearTimeout(timer));
  }
}
