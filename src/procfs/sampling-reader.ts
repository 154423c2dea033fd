import { parentPort, workerData } from 'node:worker_threads';
import { Status } from './batch.ts';
import { errnoOf, failure } from './failure.ts';
import { HeldFile, type Holding } from './held-file.ts';
import { Pile } from './pile.ts';
import { type ListChange, ProcessList } from './process-list.ts';
import type { FileNames, SampleAnswer, SampleRequest, SamplingSetup } from './sampling.ts';

/** A thread that reads the same files again and again, and answers with those that say something else than before. */

Error.stackTraceLimit = 0;
const { mostHeld, ...listed }: SamplingSetup = workerData;
const { mount } = listed;
const holding: Holding = { scratch: Buffer.alloc(65_536), room: mostHeld };
const held = new Map<number, Map<string, HeldFile>>();
const list = new ProcessList(listed);
const pile = new Pile();

function drop(pid: number, names: Iterable<string>): void {
  const files = held.get(pid);
  if (files === undefined) return;
  for (const name of [...names]) {
    files.get(name)?.close(holding);
    files.delete(name);
  }
  if (files.size === 0) held.delete(pid);
}

function dropAll(pid: number): void {
  drop(pid, held.get(pid)?.keys() ?? []);
}

function release({ every, some }: SampleRequest['released']): void {
  for (const [pid, names] of some) drop(pid, names);
  if (every.length > 0) for (const pid of [...held.keys()]) drop(pid, every);
}

function isMissing(name: string, status: number): boolean {
  return status !== Status.ok && failure(name, status).reason === 'NOT_FOUND';
}

/** Out of descriptors for a moment, those that are known are read on: the next sample looks for others. */
function refreshed(isExact: boolean): ListChange {
  const [known] = list.pids;
  try {
    return list.refresh(isExact);
  } catch (error) {
    const { reason } = failure(mount, errnoOf(error));
    if (known === undefined || reason !== 'EXHAUSTED') throw error;
    return { added: [], removed: [] };
  }
}

function sample({ every, isExact, some, released }: SampleRequest): SampleAnswer {
  release(released);
  const changes: SampleAnswer['changes'][number][] = [];
  const gone: number[] = [];
  /** Of a process that is there, any file may be missing but the `vital` one. */
  const read = (pid: number, names: FileNames, vital: string | undefined) => {
    let files = held.get(pid);
    if (files === undefined) {
      files = new Map();
      held.set(pid, files);
    }
    for (const name of names) {
      let file = files.get(name);
      if (file === undefined) {
        file = new HeldFile(`${mount}/${pid}/${name}`);
        files.set(name, file);
      }
      if (!file.read(holding)) continue;
      if (name === vital && isMissing(name, file.status)) {
        gone.push(pid);
        list.delete(pid);
        return dropAll(pid);
      }
      const { status, last } = file;
      changes.push({ pid, file: name, status, length: last.length });
      pile.append(last);
    }
  };
  let unlisted: readonly number[] = [];
  if (every.length > 0) {
    for (const pid of list.pids) read(pid, every, every[0]);
    const { added, removed } = refreshed(isExact);
    unlisted = removed;
    for (const pid of unlisted) dropAll(pid);
    for (const pid of added) read(pid, every, every[0]);
  }
  for (const [pid, names] of some) read(pid, names, 'stat');
  return { changes, bytes: pile.take(), gone, unlisted };
}

parentPort?.on('message', (request: SampleRequest | 'release') => {
  if (request === 'release') {
    for (const pid of [...held.keys()]) dropAll(pid);
    return;
  }
  const answer = sample(request);
  parentPort?.postMessage(answer, [answer.bytes]);
});
