import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A repeater: reads `stat` of every process, one after the other, and looks at none. Prints how many there were. */
const bytes = Buffer.alloc(4096);

for await (const _ of createInterface(process.stdin)) {
  let count = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const fd = openSync(`/proc/${name}/stat`, 'r');
      readSync(fd, bytes, 0, bytes.length, null);
      closeSync(fd);
      count++;
    } catch {
      // it has ended
    }
  }
  process.stdout.write(`${count}\n`);
}
