import { parentPort, workerData } from 'node:worker_threads';
import { type Request, ready } from './batch.ts';
import { answer } from './reading.ts';

/** A thread that reads: one batch at a time, whose answer it gives away. */

Error.stackTraceLimit = 0;
const progress: Int32Array = workerData;

parentPort?.on('message', (request: Request) => {
  const buffer = answer(request, progress);
  parentPort?.postMessage(buffer, [buffer]);
});
parentPort?.postMessage(ready);
