/**
 * How long the lists are that nothing is known of, as on a busy machine: by the field, or by the type that has it.
 * Those of a type are its `nodes` and `edges`.
 */
export const assumedSizes: Readonly<Record<string, number>> = {
  FileDescriptorConnection: 120,
  MappingConnection: 500,
  MountConnection: 50,
  NumaMappingConnection: 500,
  SocketConnection: 1000,
  SymbolConnection: 200_000,
  ThreadConnection: 10,
  'FdLinesEvent.lines': 100,
  'Pipe.holders': 4,
  'Pipe.readers': 4,
  'Pipe.writers': 4,
  'Socket.holders': 4,
  'Process.children': 10,
  'Thread.children': 10,
  'SystemStat.cpus': 64,
};

/** Any other list. */
const usual = 20;

/** No process has more descriptors than this, on average. */
export const descriptorsOfProcess = 120;

/** Lists of any or all processes. */
const ofProcesses: ReadonlySet<string> = new Set(['ProcessConnection', 'ProcessTableEvent.rows']);

/** About how long a list is of which `wanted` rows were asked for, or all if it is null. */
export function listSize(type: string, field: string, wanted: number | null, processes: number): number {
  const coordinate = `${type}.${field}`;
  if (ofProcesses.has(type) || ofProcesses.has(coordinate)) return Math.min(wanted ?? processes, processes);
  return wanted ?? assumedSizes[coordinate] ?? assumedSizes[type] ?? usual;
}
