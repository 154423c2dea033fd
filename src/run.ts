import { closeSync, existsSync, readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { parseCommand, type QueryCommand, type ServeCommand } from './cli/command.ts';
import { CommandError } from './cli/command-error.ts';
import { help } from './cli/help.ts';
import type { Terminal } from './cli/terminal.ts';
import { type Machine, openMachine } from './model/machine.ts';
import { packageFile } from './package-file.ts';
import { ProcfsError } from './procfs/error.ts';
import { hereIfPrompt, type Pools, threads } from './procfs/pools.ts';

/** What runs longer has compiled what it needs, and may be killed. */
const begunMs = 10_000;

/** Whether a mount was opened: else little was compiled. */
let hasOpened = false;

/** Whether others than the first were started: they may be in the middle of a read. */
let hasThreads = false;
process.once('worker', () => {
  hasThreads = true;
});

const terminal: Terminal = {
  isScreen: process.stdout.isTTY === true, // undefined if it is none
  print: (line) => process.stdout.write(`${line}\n`),
  warn: (line) => process.stderr.write(`procql: ${line}\n`),
  complain: (fault) => process.stderr.write(`procql: ${inspect(fault)}\n`),
  stop: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    }),
};

/** Returns the exit status. */
async function run(args: readonly string[]): Promise<number> {
  const command = parseCommand(args);
  switch (command.name) {
    case 'help':
      terminal.print(help.trimEnd());
      return 0;
    case 'version':
      terminal.print(JSON.parse(readFileSync(packageFile('package.json'), 'utf8')).version);
      return 0;
    case 'schema':
      terminal.print((await import('./cli/schema.ts')).sdl(command.control));
      return 0;
    case 'serve': {
      const [machine, { serve }] = await Promise.all([open(command, threads()), import('./cli/serve.ts')]);
      return serve(machine, command, terminal);
    }
    case 'query': {
      const [machine, { query }] = await Promise.all([open(command, hereIfPrompt()), import('./cli/query.ts')]);
      return query(machine, command, terminal);
    }
  }
}

async function open({ procfs, privacy }: ServeCommand | QueryCommand, pools: Pools): Promise<Machine> {
  hasOpened = true;
  try {
    const machine = await openMachine(procfs, privacy, pools);
    machine.secrets.add(process.env.PROCQL_TOKEN ?? '');
    return machine;
  } catch (error) {
    if (!(error instanceof ProcfsError)) throw error;
    throw new CommandError(1, `${procfs} is no procfs that can be read: ${error.message}`);
  }
}

/** What is printed to a pipe whose reader is slow is still on its way. */
async function printed(): Promise<void> {
  await new Promise((resolve) => process.stdout.write('', resolve));
}

function leave(status: number): never {
  // Node does not exit before its threads have ended, and one that stands in a read of the kernel's may never end.
  // To become another program waits for none: the kernel does away with them.
  if (hasThreads && existsSync('/bin/sh')) process.execve?.('/bin/sh', ['sh', '-c', `exit ${status}`], {});
  if (hasThreads) process.execve?.(process.execPath, ['node', '-e', `process.exit(${status})`], {});
  process.exit(status);
}

function leaveFailed({ message, status }: CommandError): never {
  terminal.warn(message);
  leave(status);
}

function leaveUnwritten(error: unknown): never {
  leaveFailed(new CommandError(1, `cannot write: ${error instanceof Error ? error.message : error}`));
}

/** Whoever reads it need not wait until memory is given back. Not beside threads: one might open a file under its number. */
function endStdout(): void {
  try {
    closeSync(process.stdout.fd);
  } catch (error) {
    leaveUnwritten(error);
  }
}

/** Does what the arguments say, and exits. `keepCompiled` spares the next program what has been compiled when it is called. */
export async function main(keepCompiled: () => void): Promise<never> {
  const leaveDone: (status: number) => never = (status) => {
    if (hasOpened) keepCompiled();
    if (!hasThreads) endStdout();
    leave(status);
  };
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') leaveDone(0); // whoever read has read enough, as head does
    leaveUnwritten(error);
  });
  setTimeout(keepCompiled, begunMs).unref();
  try {
    const status = await run(process.argv.slice(2));
    await printed();
    leaveDone(status);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    leaveFailed(error);
  }
}
