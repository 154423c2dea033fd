import { ConnectorThread } from '../src/procfs/connector-thread.ts';

/** Why the kernel does not tell these tests of processes. Null if it does. */
export const connectorObstacle: string | null = await ConnectorThread.start().then(
  (thread) => thread.stop().then(() => null),
  (error: Error) => error.message,
);
