import { spawnSync } from 'node:child_process';
import { ConnectorThread } from '../../src/procfs/connector-thread.ts';
import { ProcfsError } from '../../src/procfs/error.ts';

/**
 * Run by connector-thread.test.ts as someone else, or elsewhere: prints why the kernel does not tell. If it does, starts
 * as many processes as the argument says, reads nothing meanwhile, and prints what arrived of them and what did not.
 */

const shell = (command: string) => spawnSync('sh', ['-c', command]);

try {
  const thread = await ConnectorThread.start();
  shell(`i=0; while [ $i -lt ${process.argv[2]} ]; do (exit 7); i=$((i+1)); done`);
  const sum = { exits: 0, missed: 0 };
  for (let isOver = false; !isOver; ) {
    shell('exit 9');
    const received = await thread.receive();
    if (received === null) throw new Error('it was not stopped');
    sum.missed += received.missed;
    const codes = received.events.map((event) => (event.what === 'EXIT' ? event.code >> 8 : 0));
    sum.exits += codes.filter((code) => code === 7).length;
    isOver = codes.includes(9);
  }
  await thread.stop();
  process.stdout.write(JSON.stringify(sum));
} catch (error) {
  if (!(error instanceof ProcfsError)) throw error;
  process.stdout.write(JSON.stringify({ reason: error.reason, message: error.message }));
}
