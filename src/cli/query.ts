import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Machine } from '../model/machine.ts';
import { Engine } from '../server/engine.ts';
import { acting } from './acting.ts';
import type { QueryCommand, Source } from './command.ts';
import { CommandError } from './command-error.ts';
import type { Terminal } from './terminal.ts';

/** Answers one operation. The exit status is 1 if any answer has errors. */
export async function query(machine: Machine, command: QueryCommand, terminal: Terminal): Promise<number> {
  const { variables, operationName, control, limits } = command;
  const engine = new Engine({ ...acting(control, terminal), machine, limits, onFault: terminal.complain });
  const answer = await engine.answer(
    { query: await read(command.operation), variables, operationName },
    { caller: 'command line' },
  );
  if (!(Symbol.asyncIterator in answer)) {
    terminal.print(JSON.stringify(answer, null, terminal.isScreen ? 2 : 0));
    return answer.errors ? 1 : 0;
  }
  void terminal.stop().then(() => engine.end());
  let status = 0;
  for await (const event of answer) {
    terminal.print(JSON.stringify(event));
    if (event.errors) status = 1;
  }
  return status;
}

async function read(source: Source): Promise<string> {
  if (source === 'stdin') return text(process.stdin);
  if ('text' in source) return source.text;
  try {
    return await readFile(source.file, 'utf8');
  } catch (error) {
    throw new CommandError(1, `cannot read the operation: ${error instanceof Error ? error.message : error}`);
  }
}
