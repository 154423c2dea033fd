import type { ExecutionResult } from 'graphql';
import { openMachine } from '../src/model/machine.ts';
import { ask } from './ask.ts';
import { addFiles, type Files, makeMount, type StatChanges, statLine } from './mount.ts';

const mount = await makeMount({});
const machine = await openMachine(mount);
let pid = 0;

/** Asks for a process made for the question, with these files. Its stat is an ordinary one, changed, if it is not given. */
export async function askProcess(selection: string, files: Files, changes: StatChanges = {}): Promise<ExecutionResult> {
  pid++;
  const all = Object.entries({ stat: statLine(pid, changes), ...files });
  await addFiles(mount, Object.fromEntries(all.map(([path, content]) => [`${pid}/${path}`, content])));
  return ask(`{ process(pid: ${pid}) { ${selection} } }`, { machine });
}
