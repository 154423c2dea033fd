import { readSync } from 'node:fs';
import { Status } from './batch.ts';

/** No file of procfs is read further: `smaps` of 100,000 mappings is 100 MB. */
const sizeLimit = 32 << 20;
const room = 4096;

/** Bytes laid one behind the other. Their buffer grows; it never is Buffer's pool, so that it can be given to another thread. */
export class Pile {
  bytes: Buffer<ArrayBuffer>;
  end: number;

  /** The first `header` bytes are left for who makes it. */
  constructor(size: number, header = 0) {
    this.bytes = Buffer.from(new ArrayBuffer(header + size + room));
    this.end = header;
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

  /** Adds all of a file that the kernel prints in one piece: a read that leaves room has it all. */
  readShown(fd: number): number {
    this.reserve(room);
    this.end += readSync(fd, this.bytes, this.end, this.bytes.length - this.end, null);
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
