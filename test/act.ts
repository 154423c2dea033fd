import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after } from 'node:test';
import { type ExecutionResult, parse, validate } from 'graphql';
import { execute } from '../src/execute.ts';
import type { Machine } from '../src/model/machine.ts';
import { Operation } from '../src/model/operation.ts';
import { parseStat } from '../src/procfs/pid/stat.ts';
import { controlSchema } from '../src/schema.ts';

interface Options {
  machine: Machine;
  variables?: object;
  sysctls?: string[];
}

/** Executes a mutation as a server that may act does, for a caller. With the lines that were logged of it. */
export async function act(
  source: string,
  { machine, variables = {}, sysctls = [] }: Options,
): Promise<ExecutionResult & { log: string[] }> {
  const document = parse(source);
  assert.deepEqual(validate(controlSchema, document), []);
  const log: string[] = [];
  const control = { sysctls, onAct: (line: string) => log.push(line) };
  const contextValue = { operation: new Operation(machine), caller: '127.0.0.1:54321', control };
  const result = await execute({ schema: controlSchema, document, variableValues: { ...variables }, contextValue });
  return { ...JSON.parse(JSON.stringify(result)), log };
}

export interface Child {
  child: ChildProcess;
  pid: number;
  /** As `Process.id` gives it. */
  id: string;
}

/** A process to act on. It is killed after the tests. */
export function sleeper({ bootId }: Machine, args: readonly [string, ...string[]] = ['sleep', '1000']): Child {
  const [command, ...rest] = args;
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  after(() => child.kill('SIGKILL'));
  const { pid } = child;
  assert.ok(pid);
  return { child, pid, id: `Process:${bootId}:${pid}:${starttimeOf(pid)}` };
}

export function starttimeOf(pid: number): bigint {
  return BigInt(parseStat(readFileSync(`/proc/${pid}/stat`)).starttime);
}

/** The id of a process that had this one's pid before. */
export function predecessor({ id }: Child): string {
  return id.replace(/\d+$/, (starttime) => String(BigInt(starttime) - 1n));
}
