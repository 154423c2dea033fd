import { createInterface } from 'node:readline';
import { processes } from 'systeminformation';

/** A repeater: all that systeminformation says of every process, which cannot be narrowed. Prints how many there were. */
for await (const _ of createInterface(process.stdin)) {
  const { all } = await processes();
  process.stdout.write(`${all}\n`);
}
