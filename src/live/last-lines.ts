import type { OpenFile } from '../procfs/open-file.ts';
import { longestLine } from './lines.ts';

/** As far back as the last lines of a file are looked for. */
const lastBytes = 16 << 20;

const pieceBytes = 65_536;
const lineFeed = 0x0a;

/** Where a file is read from. */
export interface Start {
  offset: number;
  /** More lines were asked for, but they are further back than is looked. */
  isShortened?: boolean;
}

/**
 * Where the last `count` lines of a file begin. What follows its last line feed is a line that is not finished yet, and
 * comes on top: with a count of 0, that is what is looked for, and of one too long for a line only what comes anew counts.
 */
export async function startOfLast(file: OpenFile, count: number): Promise<Start> {
  const { size } = await file.read(0, 0);
  const limit = Math.max(0, size - (count === 0 ? longestLine : lastBytes));
  let missing = count + 1;
  let earliest = size;
  for (let end = size; end > limit; ) {
    const start = Math.max(limit, end - pieceBytes);
    const { bytes } = await file.read(start, end - start);
    for (let at = bytes.length; at > 0 && missing > 0; missing--) {
      at = bytes.lastIndexOf(lineFeed, at - 1);
      if (at < 0) break;
      earliest = start + at + 1;
    }
    if (missing === 0) return { offset: earliest, isShortened: false };
    end = start;
  }
  return limit === 0 ? { offset: 0, isShortened: false } : { offset: earliest, isShortened: count > 0 };
}
