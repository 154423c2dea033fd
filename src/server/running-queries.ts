import type { WebSocket } from 'ws';

/** A query, or mutation, that a client has asked for. */
export interface RunningQuery {
  /** Aborted once nobody waits for the answer any more. */
  unwanted: AbortSignal;
  end: () => void;
}

/** What runs over one WebSocket and is answered once. It is ended when its client completes it, or has gone. */
export class RunningQueries {
  readonly #running = new Map<string, AbortController>();

  constructor(socket: WebSocket) {
    socket.once('close', () => {
      for (const controller of this.#running.values()) controller.abort();
    });
  }

  /** To be called when it is asked for: the next message may complete it. */
  begin(id: string): RunningQuery {
    const controller = new AbortController();
    this.#running.set(id, controller);
    return {
      unwanted: controller.signal,
      end: () => this.#running.get(id) === controller && this.#running.delete(id),
    };
  }

  complete(id: string): void {
    this.#running.get(id)?.abort();
  }
}
