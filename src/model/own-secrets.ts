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

  /** Returns the same bytes if none is in them. */
  maskedBytes(bytes: Buffer): Buffer {
    if (!this.#texts.some((secret) => bytes.includes(secret))) return bytes;
    const secrets = this.#texts.map((text) => Buffer.from(text).toString('latin1'));
    const masked = secrets.reduce((text, secret) => text.replaceAll(secret, mask), bytes.toString('latin1'));
    return Buffer.from(masked, 'latin1');
  }
}
