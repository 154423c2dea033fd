import { malformed } from '../error.ts';
import { oneLine, small } from '../text.ts';

/** How far a live patch of the kernel has come: /proc/[pid]/patch_state, Documentation/livepatch/livepatch.rst. */
export type PatchState = -1 | 0 | 1;

export function parsePatchState(bytes: Buffer): PatchState {
  const number = small(oneLine(bytes), 'patch_state');
  if (number === -1 || number === 0 || number === 1) return number;
  throw malformed(`"patch_state" is "${number}", not -1, 0 or 1`);
}
