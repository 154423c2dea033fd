import { ask } from './ask.ts';
import { unprivilegedMachine } from './unprivileged.ts';

/** Run by permissions.test.ts where a procfs is mounted with hidepid: what nobody is told there, in JSON. */
const [mount = '', victim = ''] = process.argv.slice(2);
const machine = await unprivilegedMachine(mount);
const query = `{
  self { hidePid process { pid } }
  processes { nodes { pid name } }
  process(pid: ${victim}) { name }
  children: process(pid: ${process.pid}) { parent { name } name }
}`;
process.stdout.write(JSON.stringify({ own: process.pid, ...(await ask(query, { machine })) }));
