import type { Operation } from './operation.ts';
import type { Process } from './process.ts';
import type { Task } from './task.ts';
import type { TaskFiles } from './task-files.ts';

/**
 * Which task says, by a link of its directory ns, what each of the processes is in: its first thread, or if that has
 * ended, one that lives.
 */
export async function speakersOf(
  operation: Operation,
  processes: readonly Process[],
  link: keyof TaskFiles & `ns/${string}`,
): Promise<(process: Process) => Task> {
  await operation.load(processes, [link]);
  const silent = processes.filter((process) => process.failureOf(link)?.reason === 'ZOMBIE' && process.outlivesFirst);
  await operation.load(silent, ['task']);
  const threads = silent.flatMap((process) => (process.failureOf('task') ? [] : process.otherThreads));
  await operation.load(threads, [link]);
  const speaking = threads.filter((thread) => !thread.failureOf(link));
  const others = new Map(speaking.map((thread) => [thread.process, thread]));
  return (process) => others.get(process) ?? process;
}
