import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Preloaded into a server: tells how late its event loop was since it was asked last. Ends it when nobody can ask. */
const histogram = monitorEventLoopDelay({ resolution: 10 });
histogram.enable();

process.on('message', (message) => {
  if (message !== 'delay') return;
  process.send?.(histogram.percentile(99) / 1e6);
  histogram.reset();
});
process.once('disconnect', () => process.exit());
