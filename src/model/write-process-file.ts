import { Op } from '../procfs/batch.ts';
import { ProcfsError } from '../procfs/error.ts';
import { holding, ownerOf, processOf } from './control-target.ts';
import { dumpedMemory, maskOf } from './core-dump.ts';
import type { Identity } from './identity.ts';
import { denied, failed, invalid } from './obstacle.ts';
import type { Operation } from './operation.ts';
import type { Process, ProcessFile } from './process.ts';

/** Throws the Obstructed. */
export async function setOomScoreAdj(operation: Operation, target: Identity, value: number): Promise<void> {
  if (value >= -1000 && value <= 1000) return write(operation, target, 'oom_score_adj', `${value}`);
  throw invalid('value', `value must be a whole number from -1000 to 1000, but was ${value}`);
}

/** Throws the Obstructed. */
export async function setCoredumpFilter(
  operation: Operation,
  target: Identity,
  kinds: readonly number[],
): Promise<void> {
  if (kinds.includes(dumpedMemory.UNKNOWN.value)) throw invalid('kinds', 'UNKNOWN is no kind that can be chosen');
  return write(operation, target, 'coredump_filter', `0x${maskOf(kinds).toString(16)}`);
}

type Writable = Extract<ProcessFile, 'oom_score_adj' | 'coredump_filter'>;

/** The file is opened before the start time is compared: what is written there reaches no other process. */
async function write(operation: Operation, target: Identity, name: Writable, text: string): Promise<void> {
  const process = await processOf(operation.anew(), target);
  let isOpen = false;
  try {
    await holding(operation, target, [`${target.pid}/${name}`, Op.openToWrite], (file) => {
      isOpen = true;
      return file.write(text);
    });
  } catch (error) {
    if (!(error instanceof ProcfsError)) throw error;
    if (error.reason === 'PERMISSION_DENIED') throw denied(`to write ${name} of ${target.pid}`, needs(process, isOpen));
    if (error.reason !== 'NOT_FOUND') throw failed(error.message);
    throw failed((await processOf(operation.anew(), target)).lack(name).message);
  }
}

/** The owner may open the file. Only oom_score_adj refuses a value then: one below what the process was given before. */
function needs(process: Process, isOpen: boolean): string[] {
  return isOpen ? ['CAP_SYS_RESOURCE'] : [ownerOf(process), 'CAP_DAC_OVERRIDE'];
}
