import { openSync, writeSync } from 'node:fs';

/** Opens the file that is its argument, says under which descriptor, and once it is told to, writes 100 MB of lines to it. */

const lineBytes = 100;
const lineCount = 1_000_000;
const atOnce = 1000;

const log = openSync(process.argv[2] ?? '', 'a');
process.send?.(log);
process.on('message', () => {
  for (let first = 0; first < lineCount; first += atOnce) {
    const lines = Array.from({ length: atOnce }, (_, n) => `${String(first + n).padEnd(lineBytes - 1, '.')}\n`);
    writeSync(log, lines.join(''));
  }
  process.send?.('done');
});
