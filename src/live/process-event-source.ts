import { connectorObstacle } from '../model/connector-obstacle.ts';
import type { Machine } from '../model/machine.ts';
import { ConnectorThread } from '../procfs/connector-thread.ts';
import { ProcfsError } from '../procfs/error.ts';
import { remembered } from '../remembered.ts';
import type { ProcessEventSource } from './process-event.ts';

/** Where the events of processes come from, and why from there, in a sentence. */
export interface SourceChoice {
  source: ProcessEventSource;
  reason: string;
}

const choices = new WeakMap<Machine, Promise<SourceChoice>>();

/** The connector, if it can be had. That is tried once, unless it fails for another reason than what this server may do. */
export function processEventSource(machine: Machine): Promise<SourceChoice> {
  return remembered(choices, machine, () => choose(machine));
}

async function choose(machine: Machine): Promise<SourceChoice> {
  const obstacle = await connectorObstacle(machine.proc);
  if (obstacle !== null) return { source: 'SAMPLED', reason: sentence(obstacle) };
  try {
    const thread = await ConnectorThread.start();
    await thread.stop();
    return { source: 'CONNECTOR', reason: 'The kernel tells this server what happens to processes.' };
  } catch (error) {
    if (!(error instanceof ProcfsError)) throw error;
    if (error.reason === 'FAILED') choices.delete(machine);
    return { source: 'SAMPLED', reason: sentence(error.message) };
  }
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
