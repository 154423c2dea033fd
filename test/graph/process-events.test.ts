import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import type { GraphQLError } from 'graphql';
import { ask, fixture } from '../ask.ts';
import { connectorObstacle } from '../connector.ts';
import { watch } from '../watch.ts';

const limits = { timeout: 30_000 };
const isRoot = process.getuid?.() === 0;
const fields = `
  events {
    kind source at pid name parentPid exitStatus exitSignal dumpedCore user { id } realUser { id name }
    process { pid commandLine { text } }
  }
  source missedEvents unseenForks
`;
const nothing = { exitStatus: null, exitSignal: null, dumpedCore: null, user: null, realUser: null };

interface Event {
  kind: string;
  pid: number;
  name: string | null;
}

/** Watches, and gives the events of a process up to the one that is asked for. */
async function follow(source: string) {
  const events = await watch(source);
  return {
    ...events,
    until: async (pid: number | undefined, isLast: (event: Event) => boolean) => {
      const own: Event[] = [];
      while (!own.some(isLast)) {
        const result = await events.next();
        assert.ok(result && !result.errors);
        const { processEvents } = result.data as { processEvents: { events: Event[] } }; // what the tests ask for
        own.push(...processEvents.events.filter((event) => event.pid === pid));
      }
      return own;
    },
  };
}

test('a process, from its start to its end', { ...limits, skip: connectorObstacle ?? false }, async () => {
  await using events = await follow(`subscription { processEvents(where: { ppid: ${process.pid} }) { ${fields} } }`);
  assert.deepEqual((await events.next())?.data, {
    processEvents: { events: [], source: 'CONNECTOR', missedEvents: 0, unseenForks: 0 },
  });
  const begin = Date.now();
  const child = spawn('sh', ['-c', isRoot ? 'exec setpriv --reuid 65534 sleep 1000' : 'exec sleep 1000']);
  const lived = await events.until(child.pid, ({ kind, name }) => kind === 'EXECUTED' && name === 'sleep');
  const common = { source: 'CONNECTOR', pid: child.pid, parentPid: process.pid };
  assert.partialDeepStrictEqual(lived[0], { ...common, ...nothing, kind: 'STARTED' });
  const last = {
    ...common,
    ...nothing,
    kind: 'EXECUTED',
    process: { pid: child.pid, commandLine: { text: 'sleep 1000' } },
  };
  assert.partialDeepStrictEqual(lived.at(-1), last);
  const user = { user: { id: 65534 }, realUser: { id: 65534, name: 'nobody' } };
  const changed = lived.find(({ kind }) => kind === 'CHANGED_USER');
  if (isRoot) assert.partialDeepStrictEqual(changed, { ...common, ...user });

  child.kill('SIGKILL');
  const [exited] = await events.until(child.pid, ({ kind }) => kind === 'EXITED');
  const how = { exitStatus: null, exitSignal: 'SIGKILL', dumpedCore: false };
  assert.partialDeepStrictEqual(exited, { ...common, ...how, kind: 'EXITED', name: 'sleep', user: null });
  for (const { at } of [...lived, exited] as unknown as { at: string }[]) {
    // selected above
    assert.ok(Date.parse(at) >= begin - 1000 && Date.parse(at) <= Date.now() + 1000, at);
  }
});

test('kinds that are wanted', { ...limits, skip: connectorObstacle ?? false }, async () => {
  await using events = await follow(
    'subscription { processEvents(kinds: [EXITED]) { events { kind pid exitStatus } } }',
  );
  await events.next();
  const child = spawn('sh', ['-c', 'exit 3']);
  const own = await events.until(child.pid, () => true);
  assert.deepEqual(own, [{ kind: 'EXITED', pid: child.pid, exitStatus: 3 }]);
});

for (const [situation, source, message] of [
  [
    'too short an interval',
    '(intervalMs: 10) { source }',
    'intervalMs must be a whole number from 50 to 3600000, but was 10',
  ],
  [
    'what is expensive, of all processes',
    '{ events { process { memory { rollup { uniqueBytes } } } } }',
    'Memory.rollup is expensive, and not read of all processes: filter with "where"',
  ],
] as const) {
  test(`refuses ${situation}`, async () => {
    await assert.rejects(watch(`subscription { processEvents${source} }`), ({ errors }) => {
      const refusals = errors.map(({ message, extensions }: GraphQLError) => ({ message, extensions }));
      assert.deepEqual(refusals, [{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
      return true;
    });
  });
}

test('where events come from, and why', async () => {
  const query = '{ self { processEventSource { source reason } } }';
  const { data } = await ask(query, { mount: '/proc' });
  const reason = 'The kernel tells this server what happens to processes.';
  if (connectorObstacle === null)
    assert.deepEqual(data, { self: { processEventSource: { source: 'CONNECTOR', reason } } });
  else assert.partialDeepStrictEqual(data, { self: { processEventSource: { source: 'SAMPLED' } } });
  assert.deepEqual((await ask(query)).data, {
    self: { processEventSource: { source: 'SAMPLED', reason: `${fixture} is not the procfs of a running kernel.` } },
  });
});
