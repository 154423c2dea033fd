import { SystemChange } from '../../src/live/system-change.ts';
import { type Machine, openMachine } from '../../src/model/machine.ts';
import { Moment } from '../../src/model/moment.ts';
import { Operation } from '../../src/model/operation.ts';
import type { TableName } from '../../src/model/tables.ts';
import { addFiles, type Files, makeMount } from '../mount.ts';

const tables: readonly TableName[] = [
  'uptime',
  'systemStat',
  'loadavg',
  'meminfo',
  'pressure/cpu',
  'pressure/memory',
  'pressure/io',
  'pressure/irq',
];

/** What the machine does at this moment, or at another that is stated. */
export async function systemAt(machine: Machine, at?: number): Promise<Operation> {
  const operation = new Operation(machine, { moment: new Moment(undefined, at) });
  await operation.load([], tables);
  return operation;
}

/** What changed on a machine that had these files, and so many milliseconds later had those. */
export async function systemChange(before: Files, now: Files, elapsedMs = 1000): Promise<SystemChange> {
  const mount = await makeMount(before);
  const machine = await openMachine(mount);
  const start = await systemAt(machine, 5000);
  await addFiles(mount, now);
  return new SystemChange(await systemAt(machine, 5000 + elapsedMs), start);
}
