import { setImmediate as turn } from 'node:timers/promises';

/**
 * Loaded by serving.ts into servers whose memory is measured: collects garbage when it is told to, and says when done. What
 * the first pass finds dead lets go of more in the turn of the event loop behind it, as buffers of other threads. Ends the
 * server when nobody can tell it any more: a benchmark may be killed.
 */
process.on('message', async (message) => {
  if (message !== 'collect') return;
  for (let pass = 0; pass < 2; pass++) {
    globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    await turn();
  }
  process.send?.('collected');
});
process.once('disconnect', () => process.exit());
process.channel?.unref();
