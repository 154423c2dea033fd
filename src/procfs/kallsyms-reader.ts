import { closeSync, openSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { Status } from './batch.ts';
import { malformed, ProcfsError, type Reason } from './error.ts';
import { errnoOf, failure } from './failure.ts';
import { kallsymsBuffers, parseKallsyms } from './kallsyms.ts';
import { type IndexedKallsyms, indexBuffers, indexKallsyms } from './kallsyms-index.ts';
import { Pile } from './pile.ts';

/** A thread that reads kallsyms once, makes it searchable, gives all of it away, and ends. */

/** The symbols, or what a ProcfsError says: an error that is posted loses its class. */
export type KallsymsAnswer = IndexedKallsyms | { reason: Reason; message: string };

const name = 'kallsyms';
const usualBytes = 8 << 20;

function read(path: string): Buffer {
  const fd = openSync(path, 'r');
  try {
    const pile = new Pile(usualBytes);
    const status = pile.readToEnd(fd);
    if (status !== Status.ok) throw failure(name, status);
    return pile.bytes.subarray(0, pile.end);
  } finally {
    closeSync(fd);
  }
}

function explain(error: unknown): ProcfsError {
  const why = error instanceof ProcfsError ? error : failure(name, errnoOf(error));
  if (why.reason === 'MALFORMED') return malformed(`${name}: ${why.message}`);
  if (why.reason !== 'NOT_FOUND') return why;
  return new ProcfsError('UNSUPPORTED', `${name}: this kernel does not list its symbols, or not in this mount`);
}

try {
  const table = parseKallsyms(read(workerData));
  const index = indexKallsyms(table);
  const answer: KallsymsAnswer = { table, index };
  parentPort?.postMessage(answer, [...kallsymsBuffers(table), ...indexBuffers(index)]);
} catch (error) {
  const { reason, message } = explain(error);
  const answer: KallsymsAnswer = { reason, message };
  parentPort?.postMessage(answer);
}
