import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Log } from '../../src/live/log.ts';
import type { Reader } from '../../src/live/reader.ts';

interface Event {
  name: string;
}

const over = { done: true, value: undefined };

function start(mostBytes = 100) {
  let stops = 0;
  const log = new Log<Event>(
    mostBytes,
    {
      begin: () => ({ name: 'begin' }),
      gap: ({ events, bytes }) => ({ name: `missed ${events} of ${bytes} bytes` }),
    },
    () => stops++,
  );
  const push = (...names: string[]) => {
    for (const name of names) log.push({ name }, 10);
  };
  return { log, push, stops: () => stops };
}

const name = async (reader: Reader<Event>) => (await reader.next()).value?.name;

test('each reader gets what comes after it began, in order, and the same objects', async () => {
  const { log, push } = start();
  const [early, late] = [log[Symbol.asyncIterator](), log[Symbol.asyncIterator]()];
  assert.equal(await name(early), 'begin');
  push('a');
  assert.equal(await name(late), 'begin');
  push('b', 'c');
  assert.equal(await name(early), 'a');
  assert.equal((await early.next()).value, (await late.next()).value);
  assert.deepEqual([await name(early), await name(late)], ['c', 'c']);
});

test('readers that begin before anything more happens begin with one event', async () => {
  const { log, push } = start();
  const begin = log.after(null);
  assert.equal(log.after(null), begin);
  push('a');
  assert.notEqual(log.after(null), begin);
});

test('a reader that falls back is told what it missed, and goes on with the oldest that is kept', async () => {
  const { log, push } = start(30);
  const [slow, quick] = [log[Symbol.asyncIterator](), log[Symbol.asyncIterator]()];
  await Promise.all([slow.next(), quick.next()]);
  for (const event of ['a', 'b', 'c', 'd', 'e']) {
    push(event);
    assert.equal(await name(quick), event);
  }
  assert.equal(await name(slow), 'missed 2 of 20 bytes');
  assert.deepEqual([await name(slow), await name(slow), await name(slow)], ['c', 'd', 'e']);
});

test('an event larger than all that is kept is given all the same', async () => {
  const { log } = start(30);
  const reader = log[Symbol.asyncIterator]();
  await reader.next();
  log.push({ name: 'large' }, 1000);
  assert.equal(await name(reader), 'large');
});

test('however slow readers are, what they get and what they miss adds up', async () => {
  const step = fc.record({ pushes: fc.nat(8), reads: fc.array(fc.nat(2)) });
  await fc.assert(
    fc.asyncProperty(fc.array(step), async (steps) => {
      const { log } = start(50);
      const readers = [0, 1, 2].map(() => ({ reader: log[Symbol.asyncIterator](), last: -1, next: 0 }));
      for (const { reader } of readers) await reader.next();
      let pushed = 0;
      for (const { pushes, reads } of [...steps, { pushes: 1, reads: [0, 1, 2].flatMap((n) => Array(20).fill(n)) }]) {
        for (let count = 0; count < pushes; count++) log.push({ name: `${pushed++}` }, 10);
        for (const index of reads) {
          const state = readers[index] ?? assert.fail();
          if (state.next === pushed) continue;
          const got = (await name(state.reader)) ?? assert.fail();
          const [, missed] = /^missed (\d+)/.exec(got) ?? [];
          if (missed === undefined) assert.equal(Number(got), state.next);
          state.next += missed === undefined ? 1 : Number(missed);
        }
      }
      for (const { next } of readers) assert.equal(next, pushed);
    }),
  );
});

test('return() ends a waiting read at once; the last reader that leaves stops the source, once', async () => {
  const { log, stops } = start();
  const [one, other] = [log[Symbol.asyncIterator](), log[Symbol.asyncIterator]()];
  await Promise.all([one.next(), other.next()]);
  const waiting = [one.next(), one.next()];
  assert.deepEqual(await one.return(), over);
  assert.deepEqual(await Promise.all(waiting), [over, over]);
  assert.equal(stops(), 0);
  await other.return();
  await other.return();
  assert.equal(stops(), 1);
  assert.deepEqual(await other.next(), over);
});

test('the end: what is unread may still be read, then all readers learn it', async () => {
  const { log, push, stops } = start();
  const reader = log[Symbol.asyncIterator]();
  await reader.next();
  push('a');
  log.end();
  push('b');
  assert.equal(stops(), 1);
  assert.equal(await name(reader), 'a');
  assert.deepEqual(await reader.next(), over);
});

test('a failure comes after what is unread, once to each reader, be it waiting', async () => {
  const { log, push } = start();
  const [behind, waits] = [log[Symbol.asyncIterator](), log[Symbol.asyncIterator]()];
  await Promise.all([behind.next(), waits.next()]);
  push('a');
  await waits.next();
  const waiting = waits.next();
  log.end({ error: new Error('torn') });
  await assert.rejects(waiting, /torn/);
  assert.equal(await name(behind), 'a');
  await assert.rejects(behind.next(), /torn/);
  assert.deepEqual(await behind.next(), over);
});

test('for await leaves when it breaks off', async () => {
  const { log, stops } = start();
  for await (const event of log) {
    assert.equal(event.name, 'begin');
    break;
  }
  assert.equal(stops(), 1);
});
