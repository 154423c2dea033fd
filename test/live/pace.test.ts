import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Pace } from '../../src/live/pace.ts';

/** Whether there is room, once all that was rung is heard. */
async function hasRoom(pace: Pace): Promise<boolean> {
  let room = false;
  void pace.room().then(() => {
    room = true;
  });
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  return room;
}

test('nothing is given before somebody asks', async () => {
  const pace = new Pace(100);
  assert.equal(await hasRoom(pace), false);
  pace.ask(0);
  assert.equal(await hasRoom(pace), true);
});

test('so far ahead of the fastest, and no further', async () => {
  const pace = new Pace(100);
  pace.ask(0);
  pace.give(100);
  assert.equal(await hasRoom(pace), true);
  pace.give(1);
  const room = pace.room();
  pace.ask(0);
  assert.equal(await hasRoom(pace), false);
  pace.ask(1);
  await room;
});

test('a slower one who asks changes nothing', async () => {
  const pace = new Pace(100);
  pace.give(300);
  pace.ask(300);
  pace.ask(10);
  assert.equal(await hasRoom(pace), true);
});

test('at the end nobody waits', async () => {
  const pace = new Pace(100);
  const room = pace.room();
  pace.end();
  await room;
});
