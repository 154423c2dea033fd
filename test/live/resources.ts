import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { Machine } from '../../src/model/machine.ts';

/** What this process holds of the machine. */
export function resources() {
  return {
    descriptors: readdirSync('/proc/self/fd').length,
    threads: readdirSync('/proc/self/task').length,
    others: process.getActiveResourcesInfo().filter((name) => /Timeout|FSEvent/.test(name)),
  };
}

/** The same, once threads have closed what was returned a moment before: when nothing changes any more. */
export async function settled({ proc }: Machine): Promise<ReturnType<typeof resources>> {
  for (let last = JSON.stringify(resources()); ; ) {
    for (let count = 0; count < 20; count++) await proc.read('uptime');
    const now = resources();
    if (JSON.stringify(now) === last) return now;
    last = JSON.stringify(now);
  }
}

/** Waits until this process holds no more than it did: what threads are about to give back takes a moment. */
export async function returnsTo(before: ReturnType<typeof resources>, { proc }: Pick<Machine, 'proc'>): Promise<void> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const { descriptors, threads, others } = resources();
    const isBack =
      descriptors <= before.descriptors && threads <= before.threads && others.length <= before.others.length;
    if (isBack) return;
    if (performance.now() > deadline) return assert.deepEqual({ descriptors, threads, others }, before);
    await proc.read('uptime');
  }
}
