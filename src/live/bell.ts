/** Wakes one who waits. Rung while nobody waits, it is heard at once by who does next; rung twice, it is heard once. */
export class Bell {
  #isRung = false;
  #waiting: (() => void) | undefined;

  ring(): void {
    this.#isRung = true;
    this.#waiting?.();
  }

  async heard(): Promise<void> {
    if (!this.#isRung) await new Promise<void>((resolve) => (this.#waiting = resolve));
    this.#waiting = undefined;
    this.#isRung = false;
  }
}
