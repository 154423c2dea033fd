import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stream } from '../../src/live/stream.ts';

interface Sample {
  number: number;
}

const over = { done: true, value: undefined };

function counted() {
  let stops = 0;
  const stream = new Stream<Sample>(() => stops++);
  return { stream, stops: () => stops, next: async () => (await stream.next()).value?.number };
}

test('values arrive in order, whether they or the reader come first', async () => {
  const { stream, next } = counted();
  stream.push({ number: 1 });
  stream.push({ number: 2 });
  assert.deepEqual([await next(), await next()], [1, 2]);
  const waiting = [next(), next()];
  stream.push({ number: 3 });
  stream.push({ number: 4 });
  assert.deepEqual(await Promise.all(waiting), [3, 4]);
});

test('a slow reader of samples gets the newest, then waits for the next', async () => {
  const { stream, next } = counted();
  for (let number = 1; number <= 1000; number++) stream.replace({ number });
  assert.equal(await next(), 1000);
  const waiting = next();
  stream.replace({ number: 1001 });
  assert.equal(await waiting, 1001);
});

test('return() ends a waiting read at once, and stops the source once', async () => {
  const { stream, stops } = counted();
  const waiting = [stream.next(), stream.next()];
  assert.deepEqual(await stream.return(), over);
  assert.deepEqual(await Promise.all(waiting), [over, over]);
  await stream.return();
  stream.end();
  stream.push({ number: 1 });
  assert.deepEqual(await stream.next(), over);
  assert.equal(stops(), 1);
});

test('return() forgets what is unread', async () => {
  const { stream } = counted();
  stream.push({ number: 1 });
  await stream.return();
  assert.deepEqual(await stream.next(), over);
});

test('end() lets what is unread be read, but stops the source at once', async () => {
  const { stream, stops, next } = counted();
  stream.push({ number: 1 });
  stream.end();
  assert.equal(stops(), 1);
  assert.equal(await next(), 1);
  assert.deepEqual(await stream.next(), over);
  await stream.return();
  assert.equal(stops(), 1);
});

test('a failure comes after what is unread, once', async () => {
  const { stream, stops, next } = counted();
  stream.push({ number: 1 });
  stream.fail(new Error('torn'));
  assert.equal(await next(), 1);
  await assert.rejects(stream.next(), /torn/);
  assert.deepEqual(await stream.next(), over);
  assert.equal(stops(), 1);
});

test('a failure reaches a waiting read', async () => {
  const { stream } = counted();
  const waiting = stream.next();
  stream.fail(new Error('torn'));
  await assert.rejects(waiting, /torn/);
});

test('who pushes waits for room until a value is read, or nobody reads any more', async () => {
  const { stream } = counted();
  await stream.room(2);
  stream.push({ number: 1 });
  stream.push({ number: 2 });
  let hasRoom = false;
  const room = stream.room(2).then(() => {
    hasRoom = true;
  });
  await Promise.resolve();
  assert.equal(hasRoom, false);
  await stream.next();
  await room;
  stream.push({ number: 3 });
  const second = stream.room(2);
  await stream.return();
  await second;
});

test('for await ends the stream when it breaks off', async () => {
  const { stream, stops } = counted();
  stream.push({ number: 1 });
  for await (const { number } of stream) {
    assert.equal(number, 1);
    break;
  }
  assert.equal(stops(), 1);
});
