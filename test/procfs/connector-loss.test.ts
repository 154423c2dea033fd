import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectorEvent } from '../../src/procfs/connector.ts';
import { ConnectorLoss } from '../../src/procfs/connector-loss.ts';

const event = (cpu: number, seq: number): ConnectorEvent => ({ what: 'EXEC', pid: 1, tid: 1, at: 0n, cpu, seq });

test('nothing is missing: each CPU counts on its own, from wherever it is', () => {
  const loss = new ConnectorLoss();
  assert.equal(loss.more([event(0, 70), event(1, 5), event(0, 71), event(1, 6)], 0), 0);
  assert.equal(loss.more([event(1, 7), event(0, 72)], 0), 0);
});

test('a gap in what one CPU told', () => {
  const loss = new ConnectorLoss();
  loss.more([event(0, 70), event(1, 5)], 0);
  assert.equal(loss.more([event(0, 71), event(1, 9)], 0), 3);
  assert.equal(loss.more([event(1, 10)], 0), 0);
});

test('a counter that begins anew', () => {
  const loss = new ConnectorLoss();
  assert.equal(loss.more([event(0, 2 ** 32 - 1), event(0, 0), event(0, 1)], 0), 0);
  assert.equal(loss.more([event(0, 2 ** 32 - 2), event(0, 3)], 0), 1);
});

test('what the kernel has thrown away is known before the gaps are seen, and counts once', () => {
  const loss = new ConnectorLoss();
  loss.more([event(0, 1)], 0);
  assert.equal(loss.more([], 4), 4);
  assert.equal(loss.more([event(0, 4)], 4), 0);
  assert.equal(loss.more([event(0, 7)], 4), 0);
  assert.equal(loss.more([event(0, 9)], 4), 1);
});

test('an event that comes late leaves the count as it is', () => {
  const loss = new ConnectorLoss();
  assert.equal(loss.more([event(0, 1), event(0, 3), event(0, 2), event(0, 4)], 0), 1);
});
