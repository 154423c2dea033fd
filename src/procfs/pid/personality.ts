import { malformed } from '../error.ts';
import { oneLine } from '../text.ts';

/** As which system the kernel acts for a process: /proc/[pid]/personality, the bits of personality(2). */
export function parsePersonality(bytes: Buffer): number {
  const text = oneLine(bytes);
  if (!/^[0-9a-f]{8}$/.test(text)) throw malformed(`it is ${JSON.stringify(text)}, not eight hexadecimal digits`);
  return Number.parseInt(text, 16);
}
