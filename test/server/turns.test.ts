import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Turns } from '../../src/server/turns.ts';

test('what many wait for is done in order, each once, with turns for others in between', async () => {
  const turns = new Turns();
  const done: (number | 'other')[] = [];
  const all = Promise.withResolvers<void>();
  for (let count = 0; count < 1000; count++) {
    turns.take(() => {
      done.push(count);
      if (count === 999) turns.take(all.resolve);
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
