/** Loaded by serving.ts into servers whose memory is measured: collects garbage when it is told to, and says when done. */
process.on('message', (message) => {
  if (message !== 'collect') return;
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  process.send?.('collected');
});
process.channel?.unref();
