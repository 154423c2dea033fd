import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Turns } from '../../src/server/turns.ts';

test('many take turns in order, each once, with turns for others in between', async () => {
  const turns = new Turns();
  const done: (number | 'other')[] = [];
  const all = Promise.withResolvers<void>();
  const last = { takeTurn: () => void all.resolve() };
  for (let count = 0; count < 1000; count++) {
    turns.queue({
      takeTurn: () => {
        done.push(count);
        if (count === 999) turns.queue(last);
        return undefined;
      },
    });
  }
  const other = () => {
    done.push('other');
    if (done.length < 1000) setImmediate(other);
  };
  setImmediate(other);
  await all.promise;
  assert.deepEqual(
    done.filter((entry) => entry !== 'other'),
    Array.from({ length: 1000 }, (_, count) => count),
  );
  assert.ok(done.filter((entry) => entry === 'other').length > 10);
});

test('who is behind waits for what a turn takes', async () => {
  const turns = new Turns();
  const done: string[] = [];
  const slow = Promise.withResolvers<void>();
  const all = Promise.withResolvers<void>();
  turns.queue({ takeTurn: () => slow.promise.then(() => void done.push('slow')) });
  turns.queue({ takeTurn: () => void all.resolve(void done.push('behind')) });
  setImmediate(() => setImmediate(() => slow.resolve(void done.push('meanwhile'))));
  await all.promise;
  assert.deepEqual(done, ['meanwhile', 'slow', 'behind']);
});
