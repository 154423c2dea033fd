import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Tolerance } from '../../src/live/tolerance.ts';
import { ProcfsError } from '../../src/procfs/error.ts';

const unsaid = new ProcfsError('TIMEOUT', '1/stat: took too long');
const fails = () => Promise.reject(unsaid);
const succeeds = () => Promise.resolve();

test('what fails twice in a row is borne, the third time it is told', async () => {
  const tolerance = new Tolerance();
  await tolerance.attempt(fails);
  await tolerance.attempt(fails);
  await assert.rejects(tolerance.attempt(fails), unsaid);
});

test('an attempt that succeeds between failures makes them the first again', async () => {
  const tolerance = new Tolerance();
  await tolerance.attempt(fails);
  await tolerance.attempt(fails);
  await tolerance.attempt(succeeds);
  await tolerance.attempt(fails);
  await tolerance.attempt(fails);
  await assert.rejects(tolerance.attempt(fails), unsaid);
});

test('a fault of ours is told at once', async () => {
  const fault = new TypeError('fault');
  await assert.rejects(
    new Tolerance().attempt(() => Promise.reject(fault)),
    fault,
  );
});
