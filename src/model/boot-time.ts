/** A clock is taken to have been set, if by more than this. What keeps it in pace moves the other clock too. */
const setMs = 100;

/** When the machine was booted, by its clock. That changes when the clock is set, and is read again then. */
export class BootTime {
  #kept: { seconds: number; ahead: number } | undefined;

  /** Seconds after 1970, of what `read` gives. */
  async get(read: () => Promise<number>): Promise<number> {
    const ahead = Date.now() - performance.now();
    const kept = this.#kept;
    if (kept !== undefined && Math.abs(ahead - kept.ahead) < setMs) return kept.seconds;
    const seconds = await read();
    this.#kept = { seconds, ahead };
    return seconds;
  }
}
