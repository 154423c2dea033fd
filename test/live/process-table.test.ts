import assert from 'node:assert/strict';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ExecutionResult, parse } from 'graphql';
import { type Subscription, subscribe } from '../../src/execute.ts';
import { Reader } from '../../src/live/reader.ts';
import type { Tick } from '../../src/live/tick.ts';
import { type Machine, openMachine } from '../../src/model/machine.ts';
import { Operation } from '../../src/model/operation.ts';
import { schema } from '../../src/schema.ts';
import { ask } from '../ask.ts';
import { makeMount, statLine } from '../mount.ts';

/** A process of an invented tree: what its stat says. */
interface Row {
  name: string;
  state: string;
  ppid: number;
  ticks: number;
  rss: number;
  starttime: number;
}

interface Table {
  args: string;
  fields: string;
}

interface Answer {
  id: string;
}

/** What one client makes of the events that it is given. */
class Client {
  readonly #subscription: Subscription;
  readonly #reader: Reader<Tick<unknown>>;
  #rows = new Map<string, Answer>();
  #order: readonly string[] = [];
  #totalCount = 0;

  constructor(subscription: Subscription) {
    this.#subscription = subscription;
    this.#reader = new Reader(subscription.source);
  }

  /** Takes events until one is of a sample that was begun after a moment, and gives the table as it is then. */
  async tableAfter(moment: number) {
    for (;;) {
      const { value } = await this.#reader.next();
      assert.ok(value);
      this.#apply(JSON.parse(JSON.stringify(await this.#subscription.execute(value))));
      if (value.operation.at > moment) break;
    }
    return { totalCount: this.#totalCount, nodes: this.#order.map((id) => this.#rows.get(id)) };
  }

  leave() {
    return this.#reader.return();
  }

  #apply({ data, errors }: ExecutionResult): void {
    assert.equal(errors, undefined);
    const { whole, rows, left, order, totalCount } = (data as { processTable: Event }).processTable;
    if (whole) this.#rows.clear();
    for (const id of left) assert.ok(this.#rows.delete(id), `${id} leaves, but was never there`);
    for (const row of rows) {
      assert.notDeepEqual(this.#rows.get(row.id), row, 'a row that has not changed');
      this.#rows.set(row.id, row);
    }
    this.#order = order ?? this.#order;
    this.#totalCount = totalCount;
    assert.deepEqual([...this.#rows.keys()].sort(), this.#order.toSorted());
  }
}

interface Event {
  whole: boolean;
  rows: Answer[];
  left: string[];
  order: string[] | null;
  totalCount: number;
}

async function watchTable(machine: Machine, { args, fields }: Table): Promise<Subscription> {
  const document = parse(
    `subscription { processTable(intervalMs: 50 ${args}) { whole rows { id ${fields} } left order totalCount } }`,
  );
  const started = await subscribe({ schema, document, contextValue: { operation: new Operation(machine) } });
  assert.ok('source' in started, JSON.stringify(started));
  return started;
}

async function freshly(machine: Machine, { args, fields }: Table) {
  const { data, errors } = await ask(`{ processes${args && `(${args})`} { totalCount nodes { id ${fields} } } }`, {
    machine,
  });
  assert.equal(errors, undefined);
  return data?.processes;
}

/** In one go, so that no sample finds half of it. */
async function put(mount: string, pid: number, row: Row | null): Promise<void> {
  const place = `${mount}/${pid}`;
  if (row === null) return rm(place, { recursive: true, force: true });
  const { name, state, ppid, ticks, rss, starttime } = row;
  const stat = statLine(pid, { 2: `(${name})`, 3: state, 4: ppid, 14: ticks, 24: rss, 22: starttime });
  await mkdir(place, { recursive: true });
  for (const [file, text] of [
    ['stat', stat],
    ['cmdline', `${name}\0${rss}\0`],
  ] as const) {
    await writeFile(`${mount}/next`, text);
    await rename(`${mount}/next`, `${place}/${file}`);
  }
}

const pids = [1, 2, 3, 4, 5, 6];

const row = fc.record<Row>({
  name: fc.constantFrom('a', 'b', 'c'),
  state: fc.constantFrom('R', 'S', 'Z'),
  ppid: fc.constantFrom(0, 1, 2),
  ticks: fc.nat(3),
  rss: fc.nat(3),
  starttime: fc.integer({ min: 1, max: 2 }),
});

const table = fc.record<Table>({
  args: fc
    .tuple(
      fc.constantFrom('', 'where: { states: [RUNNING, SLEEPING] }', 'where: { commandLine: { contains: "a" } }'),
      fc.constantFrom('', 'orderBy: [{ by: RESIDENT_BYTES, descending: true }]', 'orderBy: [{ by: NAME }]'),
      fc.constantFrom('', 'first: 3', 'first: 0'),
    )
    .map((args) => args.filter(Boolean).join(', ')),
  fields: fc.constantFrom(
    'pid name state residentBytes cpu { totalSeconds }',
    'name parent { name residentBytes }',
    'commandLine { text } children { pid }',
  ),
});

/** What happens to processes, and which clients look afterwards. */
const step = fc.record({
  changes: fc.array(fc.tuple(fc.constantFrom(...pids), fc.option(row)), { maxLength: 4 }),
  clients: fc.subarray([0, 1, 2]),
});

test('whatever happens to processes: the events, applied in order, give what a fresh query gives, also to who misses some', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(table, fc.array(step, { minLength: 1, maxLength: 6 }), async (table, steps) => {
      const mount = await makeMount({});
      const machine = await openMachine(mount);
      for (const pid of pids.slice(0, 3)) {
        await put(mount, pid, { name: 'a', state: 'S', ppid: 1, ticks: 0, rss: pid, starttime: 1 });
      }
      const subscription = await watchTable(machine, table);
      const clients = [0, 1, 2].map(() => new Client(subscription));
      try {
        for (const { changes, clients: looking } of [...steps, { changes: [], clients: [0, 1, 2] }]) {
          for (const [pid, row] of changes) await put(mount, pid, row);
          const moment = performance.now();
          for (const index of looking) {
            assert.deepEqual(await clients[index]?.tableAfter(moment), await freshly(machine, table));
          }
        }
      } finally {
        await Promise.all(clients.map((client) => client.leave()));
      }
    }),
    { numRuns: 30 },
  );
});
