import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** A writer of a FIFO, as soon as somebody waits to read from it. */
export async function writerOf(path: string): Promise<FileHandle> {
  for (;;) {
    const writer = await writerIfRead(path);
    if (writer !== null) return writer;
  }
}

/** Null if nobody reads from it, or is about to. */
export async function writerIfRead(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENXIO') return null;
    throw error;
  }
}
