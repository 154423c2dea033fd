import { writeFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { command } from './command.ts';
import { type Comparison, compare, type Result, type Row } from './comparison.ts';
import { delay } from './delay.ts';
import { fanOut } from './fan-out.ts';
import { first20 } from './first-20.ts';
import { line } from './line.ts';
import { lines } from './lines.ts';
import { oneProcess } from './one-process.ts';
import { processes } from './processes.ts';
import { scale } from './scale.ts';
import { start } from './start.ts';
import { symbols } from './symbols.ts';
import { table } from './table.ts';

/** `npm run bench [NAME ...]`: the figures of the README, on this machine. Prints a table, as it comes; the same goes to bench.json. */

const comparisons: Comparison[] = [
  processes,
  command,
  oneProcess,
  first20,
  scale,
  table,
  fanOut(1000),
  fanOut(5000),
  line,
  lines,
  symbols,
  start,
  delay,
];
const names = process.argv.slice(2);
const unknown = names.find((name) => !comparisons.some((comparison) => comparison.name === name));
if (unknown !== undefined) {
  process.stderr.write(`no benchmark is called ${unknown}: ${comparisons.map(({ name }) => name).join(', ')}\n`);
  process.exit(2);
}

print('| name | what | procql | peer | | ratio | of all runs | at most | |');
print('|---|---|---|---|---|---|---|---|---|');
const results: Result[] = [];
for (const comparison of comparisons) {
  if (names.length > 0 && !names.includes(comparison.name)) continue;
  try {
    const found = await compare(comparison, (line) => process.stderr.write(`\r\x1b[K${line}`));
    process.stderr.write('\n');
    for (const result of found) print(tableRow(result));
    results.push(...found);
  } catch (error) {
    process.exitCode = 1; // the others are worth having all the same
    process.stderr.write(`\n${comparison.name} failed: ${inspect(error)}\n`);
  }
  writeFileSync('bench.json', `${JSON.stringify(results, null, 2)}\n`);
}

function tableRow({ name, row, procql, peer, ratio, spread, met }: Result): string {
  const { what, unit } = row;
  const cells = [
    name,
    what,
    `${number(procql)} ${unit}`,
    row.peer,
    peer === null ? 'not installed' : `${number(peer)} ${unit}`,
    ratio === null ? '' : number(ratio),
    spread.map(number).join(' to '),
    bound(row),
    met === null ? '' : met ? 'met' : 'missed',
  ];
  return `| ${cells.join(' | ')} |`;
}

function bound({ atMost, unit }: Row): string {
  if (atMost === null) return '';
  return 'amount' in atMost ? `${atMost.amount} ${unit}` : String(atMost.share);
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
