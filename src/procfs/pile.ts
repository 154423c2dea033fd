import { readSync } from 'node:fs';
import { Status } from './batch.ts';

/** No file of procfs is read further: `smaps` of 100,000 mappings is 100 MB. */
const sizeLimit = 32 << 20;
const room = 4096;

/** A buffer that has become larger is given away whole, and not kept for what is piled next. */
const keptBytes = 1 << 20;

/** Bytes laid one behind the other, in a buffer that grows, and is used again for the next pile. */
export class Pile {
  bytes: Buffer<ArrayBuffer>;
  end = 0;

  constructor(size = 0) {
    this.bytes = emptyBuffer(size);
  }

  /** What has been piled, in a buffer of its own that can be given to another thread. Then nothing is piled any more. */
  take(): ArrayBuffer {
    const { bytes, end } = this;
    this.end = 0;
    if (bytes.length <= keptBytes) return bytes.buffer.slice(0, end);
    this.bytes = emptyBuffer(0);
    return bytes.buffer;
  }

  /** The buffer that becomes too small is given back at once: a thread that does little collects garbage late. */
  reserve(count: number): void {
    if (this.bytes.length - this.end >= count) return;
    this.bytes = Buffer.from(this.bytes.buffer.transfer(Math.max(this.bytes.length * 2, this.end + count)));
  }

  /** Adds all that is left in a file. Gives a `Status`; throws what the kernel says. */
  readToEnd(fd: number): number {
    const start = this.end;
    for (;;) {
      this.reserve(room);
      const count = readSync(fd, this.bytes, this.end, this.bytes.length - this.end, null);
      if (count === 0) return Status.ok;
      this.end += count;
      if (this.end - start > sizeLimit) return Status.tooLarge;
    }
  }

  /** Adds all of a file that the kernel prints in one piece: a read that leaves room has it all. `at` 0, it is read again. */
  readShown(fd: number, at: 0 | null = null): number {
    this.reserve(room);
    this.end += readSync(fd, this.bytes, this.end, this.bytes.length - this.end, at);
    return this.end < this.bytes.length ? Status.ok : this.readToEnd(fd);
  }

  append(bytes: Buffer | string): void {
    const size = Buffer.byteLength(bytes);
    this.reserve(size);
    if (typeof bytes === 'string') this.bytes.write(bytes, this.end);
    else bytes.copy(this.bytes, this.end);
    this.end += size;
  }
}

/** Not of Buffer's pool, which cannot be given away. */
function emptyBuffer(size: number): Buffer<ArrayBuffer> {
  return Buffer.from(new ArrayBuffer(size + room));
}
