import type { Comparison, Progress, Row } from './comparison.ts';
import { cpuMs } from './cpu.ts';
import { type Serving, serving } from './serving.ts';
import { type Subscribers, subscribers } from './subscribers.ts';

/**
 * Seconds that the first events are let pass, in which each server collects what it needed to take 1,000 clients on; and
 * that are then measured.
 */
const settleTicks = 15;
const measuredTicks = 12;

/** A server is measured as it is after a while, when its code has been compiled: so many events of 50 ms come first. */
const fewSubscribers = 20;
const fewTicks = 600;

const operation = (intervalMs: number) => `subscription {
  processStat(pid: ${process.pid}, intervalMs: ${intervalMs}) {
    elapsedMs userPercent systemPercent totalPercent minorFaults majorFaults readBytes writtenBytes readCharacters
    writtenCharacters voluntaryContextSwitches involuntaryContextSwitches threadCount residentBytesChange
    process {
      id pid name state residentBytes virtualBytes startedAt
      cpu { totalSeconds userSeconds systemSeconds childrenUserSeconds childrenSystemSeconds }
      stat {
        ppid nice priority processor processGroup session minorFaults majorFaults childrenMinorFaults childrenMajorFaults
        userTicks systemTicks startTicks schedulingPolicyNumber flagBits
      }
      status {
        umask hugePageBytes codeBytes dataBytes stackBytes libraryBytes lockedBytes pinnedBytes pageTableBytes swapBytes
        peakResidentBytes peakVirtualBytes residentAnonymousBytes residentFileBytes residentSharedMemoryBytes
        allowedCpus queuedSignals queuedSignalLimit userIds { real effective saved } groupIds { real effective saved }
      }
      io { readCalls readCallBytes storageReadBytes storageWriteBytes cancelledWriteBytes writeCalls writeCallBytes }
    }
  }
}`;

/** A number of WebSocket subscribers to one operation, an event a second. */
export function fanOut(count: number): Comparison {
  const event = `server CPU a delivered event, ${count} subscribers to one operation`;
  const execution = 'executed for each by graphql-yoga, graphql-ws';
  const againstExecution: Row = { what: event, unit: 'µs', peer: execution, atMost: { share: 0.2 } };
  const againstFrames: Row = { what: event, unit: 'µs', peer: 'writing ready-made frames', atMost: { share: 1.25 } };
  const memory = `memory a subscriber, of ${count}`;
  const memoryOfMore: Row = { what: `${memory} more`, unit: 'KB', peer: execution, atMost: { amount: 20 } };
  const memoryOfFirst: Row = { what: `${memory} and the first`, unit: 'KB', peer: execution, atMost: null };
  return {
    name: `fan-out-${count}`,
    warmUps: 0,
    countedRuns: 5,
    async *runs(progress) {
      for (;;) {
        const procql = await fan(
          () => warm(serving()),
          count,
          (line) => progress(`procql: ${line}`),
        );
        const perSubscriber = () => warm(serving(['per-subscriber-child.ts']));
        const executed = await fan(perSubscriber, count, (line) => progress(`each executed: ${line}`));
        progress('ready-made frames');
        const frames = await readyMade(count, procql.eventBytes);
        yield [
          { row: againstExecution, procql: procql.cpuUs, peer: executed.cpuUs },
          { row: againstFrames, procql: procql.cpuUs, peer: frames.cpuUs },
          { row: memoryOfMore, procql: procql.moreKb, peer: executed.moreKb },
          { row: memoryOfFirst, procql: procql.firstKb, peer: executed.firstKb },
        ];
      }
    },
  };
}

interface Delivery {
  /** CPU time of the server, microseconds an event. */
  cpuUs: number;
  eventBytes: number;
}

interface Fanned extends Delivery {
  /** By how much the first have made the server grow, KB a subscriber: with what it compiles for any, and keeps free afterwards. */
  firstKb: number;
  /** By how much as many more have made it grow. */
  moreKb: number;
}

async function warm(starting: Promise<Serving>): Promise<Serving> {
  const server = await starting;
  await using few = await subscribers(server.url, fewSubscribers, operation(50));
  await few.delivered(fewSubscribers * fewTicks);
  return server;
}

/** Starts a server, and measures some seconds of it with all subscribers, and what as many more make it hold. */
async function fan(start: () => Promise<Serving>, count: number, progress: Progress): Promise<Fanned> {
  progress('starting');
  await using server = await start();
  const none = await server.heldBytes();
  progress('subscribing');
  await using all = await subscribers(server.url, count, operation(1000));
  progress('measuring');
  const delivered = await delivery(server, all, count);
  const first = await server.heldBytes();
  progress('subscribing as many more');
  await using others = await subscribers(server.url, count, operation(1000));
  await others.delivered(count * settleTicks);
  const both = await server.heldBytes();
  return { ...delivered, firstKb: (first - none) / 1000 / count, moreKb: (both - first) / 1000 / count };
}

/** Measures a server that writes ready-made frames of this size. */
async function readyMade(count: number, bytes: number): Promise<Delivery> {
  await using server = await warm(serving(['frames-child.ts', String(bytes)]));
  await using all = await subscribers(server.url, count, operation(1000));
  return await delivery(server, all, count);
}

async function delivery(server: Serving, all: Subscribers, count: number): Promise<Delivery> {
  const before = await all.delivered(count * settleTicks);
  const cpuBefore = cpuMs(server.pid);
  const after = await all.delivered(count * measuredTicks);
  const events = after.events - before.events;
  return {
    cpuUs: ((cpuMs(server.pid) - cpuBefore) * 1000) / events,
    eventBytes: Math.round((after.bytes - before.bytes) / events),
  };
}
