import { writeFileSync } from 'node:fs';
import { compare, type Result } from './comparison.ts';
import { processes } from './processes.ts';

/** `npm run bench [NAME ...]`: the figures of the README, on this machine. Prints a table; the same goes to bench.json. */

const comparisons = [processes];
const names = process.argv.slice(2);
const unknown = names.find((name) => !comparisons.some((comparison) => comparison.name === name));
if (unknown !== undefined) {
  process.stderr.write(`no benchmark is called ${unknown}: ${comparisons.map(({ name }) => name).join(', ')}\n`);
  process.exit(2);
}

const results: Result[] = [];
for (const comparison of comparisons) {
  if (names.length > 0 && !names.includes(comparison.name)) continue;
  const result = await compare(comparison, (line) => process.stderr.write(`\r${line}`));
  process.stderr.write('\n');
  if (result === null)
    print(`${comparison.name}: ${comparison.peer} is not installed, so there is nothing to compare with`);
  else results.push(result);
}

print('| name | procql, ms | peer, ms | ratio | of all runs | at most | |');
print('|---|---|---|---|---|---|---|');
for (const { name, procqlMs, peerMs, ratio, ratios, atMost, met } of results) {
  const cells = [
    procqlMs.toFixed(1),
    peerMs.toFixed(1),
    ratio.toFixed(2),
    ratios.map((r) => r.toFixed(2)).join(' to '),
  ];
  print(`| ${name} | ${cells.join(' | ')} | ${atMost} | ${met ? 'met' : 'missed'} |`);
}
for (const { name, what } of results) print(`\n${name}: ${what}`);
writeFileSync('bench.json', `${JSON.stringify(results, null, 2)}\n`);

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
