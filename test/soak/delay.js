import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Preloaded into a server: tells how late its event loop was since it was asked last. Ends it when nobody can ask. */
const everyMs = 10;

/** Of the time from one look to the next. */
const histogram = monitorEventLoopDelay({ resolution: everyMs });
histogram.enable();

process.on('message', (message) => {
  if (message !== 'delay') return;
  process.send?.(Math.max(0, histogram.percentile(99) / 1e6 - everyMs));
  histogram.reset();
});
process.once('disconnect', () => process.exit());
