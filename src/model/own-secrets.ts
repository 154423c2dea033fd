import { mask } from './secret-text.ts';

/** What the server itself must keep to itself, such as the token that it asks for: nobody is ever shown it. */
export class OwnSecrets {
  #texts: readonly string[] = [];

  /** From now on this text is masked wherever a process can say it. */
  add(secret: string): void {
    if (secret === '' || this.#texts.includes(secret)) return;
    this.#texts = [...this.#texts, secret].toSorted((a, b) => b.length - a.length); // one may begin with another
  }

  get areNone(): boolean {
    return this.#texts.length === 0;
  }

  masked(text: string): string {
    return this.#texts.reduce((text, secret) => text.replaceAll(secret, mask), text);
  }

  /**
   * Where to cut bytes instead, so that none of these is divided into two that nobody would know. Of one at the end, the
   * rest may not be there yet. Never where they start.
   */
  cutBefore(bytes: Buffer, start: number, cut: number): number {
    return this.#texts.reduce((cut, text) => {
      const secret = Buffer.from(text);
      for (let at = Math.max(start + 1, cut - secret.length + 1); at < cut; at++) {
        const there = bytes.subarray(at, at + secret.length);
        if (secret.compare(there, 0, there.length, 0, there.length) === 0) return at;
      }
      return cut;
    }, cut);
  }

  /** Returns the same bytes if none is in them. */
  maskedBytes(bytes: Buffer): Buffer {
    if (!this.#texts.some((secret) => bytes.includes(secret))) return bytes;
    const secrets = this.#texts.map((text) => Buffer.from(text).toString('latin1'));
    const masked = secrets.reduce((text, secret) => text.replaceAll(secret, mask), bytes.toString('latin1'));
    return Buffer.from(masked, 'latin1');
  }
}
