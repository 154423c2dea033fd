import { GraphQLSchema, type GraphQLSchemaConfig } from 'graphql';
import { builder } from './builder.ts';
import './graph/account.ts';
import './graph/arch-status.ts';
import './graph/audit.ts';
import './graph/auxiliary-vector.ts';
import './graph/cgroup.ts';
import './graph/command-line.ts';
import './graph/container.ts';
import './graph/core-dump-filter.ts';
import './graph/cpu.ts';
import './graph/descriptor-detail.ts';
import './graph/environment.ts';
import './graph/fault-injection.ts';
import './graph/fd-lines.ts';
import './graph/file-descriptor.ts';
import './graph/holders.ts';
import './graph/file-lock.ts';
import './graph/id-maps.ts';
import './graph/io.ts';
import './graph/kernel-function.ts';
import './graph/kernel-stack-depth.ts';
import './graph/kernel-stack.ts';
import './graph/ksm.ts';
import './graph/latency.ts';
import './graph/limits.ts';
import './graph/live-patch.ts';
import './graph/load-average.ts';
import './graph/maps.ts';
import './graph/memory-rollup.ts';
import './graph/memory.ts';
import './graph/mount-statistics.ts';
import './graph/mount.ts';
import './graph/namespace.ts';
import './graph/nodes.ts';
import './graph/numa.ts';
import './graph/oom.ts';
import './graph/path.ts';
import './graph/personality.ts';
import './graph/posix-timer.ts';
import './graph/pressure.ts';
import './graph/process-events.ts';
import './graph/process-family.ts';
import './graph/process-stat.ts';
import './graph/process-state.ts';
import './graph/process-table.ts';
import './graph/process.ts';
import './graph/processes.ts';
import './graph/resource-control.ts';
import './graph/scheduling-figures.ts';
import './graph/scheduling.ts';
import './graph/security.ts';
import './graph/self.ts';
import './graph/set-coredump-filter.ts';
import './graph/set-nice.ts';
import './graph/set-oom-score-adj.ts';
import './graph/signal-process.ts';
import './graph/signals.ts';
import './graph/socket-details.ts';
import './graph/socket-inet.ts';
import './graph/socket-peer.ts';
import './graph/socket-tcp.ts';
import './graph/sockets.ts';
import './graph/stat-memory.ts';
import './graph/stat-scheduling.ts';
import './graph/stat-times.ts';
import './graph/stat.ts';
import './graph/statm.ts';
import './graph/status-memory.ts';
import './graph/status-scheduling.ts';
import './graph/status-security.ts';
import './graph/status-signals.ts';
import './graph/status.ts';
import './graph/symbol.ts';
import './graph/symbols.ts';
import './graph/syscall.ts';
import './graph/system-memory.ts';
import './graph/system-stat.ts';
import './graph/system-swap.ts';
import './graph/task.ts';
import './graph/terminal.ts';
import './graph/thread.ts';
import './graph/time-offsets.ts';
import './graph/write-sysctl.ts';
import { withoutFields } from './late-fields.ts';

/** What only mutations lead to. */
const ofActs: ReadonlySet<string> = new Set([
  'ActFailed',
  'InvalidValue',
  'Mutation',
  'NotAllowed',
  'Obstacle',
  'PermissionDenied',
  'ProcessAct',
  'ProcessActed',
  'ProcessGone',
  'Sysctl',
  'SysctlAct',
]);

/** Not sorted: that would copy types, whose fields are not there yet. */
const { mutation, types, ...config } = withoutFields(() => builder.toSchema({ sortSchema: false }).toConfig());

/** The tests validate it. */
function schemaOf(parts: Pick<GraphQLSchemaConfig, 'mutation' | 'types'>): GraphQLSchema {
  return withoutFields(() => new GraphQLSchema({ ...config, ...parts, assumeValid: true }));
}

/** The schema of a server that may act. */
export const controlSchema = schemaOf({ mutation, types });

/** The same without mutations and what only they lead to. */
export const schema = schemaOf({ types: types.filter(({ name }) => !ofActs.has(name)) });
