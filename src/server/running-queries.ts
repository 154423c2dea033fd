import type { WebSocket } from 'ws';

/** The queries that run over one WebSocket. Each is ended when its client completes it, or has gone. */
export class RunningQueries {
  readonly #socket: WebSocket;
  readonly #running = new Map<string, AbortController>();

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.once('close', () => {
      for (const controller of this.#running.values()) controller.abort();
    });
  }

  /** `execute` gets what is aborted once nobody waits for its result. */
  async run<T>(id: string, execute: (unwanted: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    if (this.#socket.readyState === this.#socket.CLOSED) controller.abort();
    this.#running.set(id, controller);
    try {
      return await execute(controller.signal);
    } finally {
      if (this.#running.get(id) === controller) this.#running.delete(id);
    }
  }

  complete(id: string): void {
    this.#running.get(id)?.abort();
  }
}
