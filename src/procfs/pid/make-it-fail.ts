import { oneLine, small } from '../text.ts';

/** /proc/[pid]/make-it-fail, Documentation/fault-injection: whether faults are injected into this task. */
export function parseMakeItFail(bytes: Buffer): boolean {
  return small(oneLine(bytes), 'make-it-fail') !== 0;
}

/** /proc/[pid]/fail-nth: which of the next calls that can fail will do so. 0 if none is to. */
export function parseFailNth(bytes: Buffer): number {
  return small(oneLine(bytes), 'fail-nth');
}
