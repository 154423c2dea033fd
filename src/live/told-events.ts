import { exitOf } from '../model/exit.ts';
import type { Operation } from '../model/operation.ts';
import type { Process } from '../model/process.ts';
import type { Known, KnownProcesses, Told } from './known-processes.ts';
import type { ProcessEvent } from './process-event.ts';

const nsPerSecond = 1e9;

/** Events of what the connector told. The processes are asked who they are, as far as they are there still. */
export async function toldEvents(
  operation: Operation,
  all: readonly Told[],
  asleep: bigint,
  processes: KnownProcesses,
): Promise<ProcessEvent[]> {
  const [monotonic, now] = [process.hrtime.bigint(), Date.now()];
  const pids = new Set(all.map(({ pid }) => pid));
  const asked = [...pids].map((pid) => operation.process(pid));
  await operation.load(asked, ['stat']);
  const { ticksPerSecond } = operation.machine;
  const ticks = (at: bigint) => (Number(at + asleep) / nsPerSecond) * ticksPerSecond;
  const found = all.map((told) => identified(told, operation.process(told.pid), ticks, processes));
  const names = namesOf(all);
  return all.map(({ kind, pid, at, parentPid, exitCode, user }, index) => ({
    kind,
    source: 'CONNECTOR',
    at: new Date(now - Number(monotonic - at) / 1e6),
    pid,
    process: found[index] ?? null,
    parentPid,
    name: names[index] ?? null,
    exit: exitCode === null ? null : exitOf(exitCode),
    user,
  }));
}

/** The process that has the pid, if that is who was told of: not one that began later, if not in the same tick. */
function identified(
  { pid, known, at }: Told,
  process: Process,
  ticks: (at: bigint) => number,
  processes: KnownProcesses,
): Process | null {
  const holder = processes.get(pid);
  if (process.failure || (holder !== undefined && holder !== known)) return null;
  const { starttime, comm } = process.stat;
  if (known.starttime === null && starttime <= ticks(known.forkedAt ?? at)) known.starttime = starttime;
  if (known.starttime !== starttime) return null;
  known.name ??= comm.toString();
  return process;
}

/** A name that was asked for afterwards is that of the events since it was given, and of the copies that were made. */
function namesOf(all: readonly Told[]): (string | null)[] {
  for (const { known, copyOf } of all) {
    if (known.executedAt === 0n) known.name ??= copyOf?.name ?? null;
  }
  const named = new Set<Known>();
  return all
    .toReversed()
    .map(({ kind, name, known, copyOf }) => {
      const since = named.has(known) ? null : known.name;
      if (kind === 'EXECUTED' || kind === 'NAMED') named.add(known);
      return name ?? since ?? copyOf?.name ?? null;
    })
    .toReversed();
}
