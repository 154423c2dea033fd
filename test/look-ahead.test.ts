import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { openMachine } from '../src/model/machine.ts';
import { schema } from '../src/schema.ts';
import { Engine } from '../src/server/engine.ts';
import { ask, fixture } from './ask.ts';
import { makeMount, statLine } from './mount.ts';

/** Two processes, with a FIFO for some of their files: whoever reads it hangs, unless somebody writes to it. */
async function mountWithFifos(...paths: string[]): Promise<string> {
  const mount = await makeMount({ '7/stat': statLine(7), '8/stat': statLine(8, { 4: 7 }) });
  for (const path of paths) execFileSync('mkfifo', [join(mount, path)]);
  return mount;
}

for (const [situation, query] of [
  ['a field that is not selected', '{ processes { nodes { pid name } } }'],
  [
    'a field that is skipped',
    'query ($no: Boolean! = true) { processes { nodes { pid commandLine @skip(if: $no) { text } } } }',
  ],
  [
    'a fragment that is not included',
    'query ($yes: Boolean! = false) { processes { nodes { pid ... @include(if: $yes) { commandLine { text } } } } }',
  ],
  [
    'what is selected of others, in a fragment, below an alias',
    '{ all: processes { nodes { ...Family } } } fragment Family on Process { name child: parent { name } }',
  ],
] as const) {
  test(`no command line is read for ${situation}`, async () => {
    const machine = await openMachine(await mountWithFifos('7/cmdline', '8/cmdline'));
    const { errors, extensions } = await ask(query, { machine });
    assert.equal(errors, undefined);
    assert.doesNotMatch(JSON.stringify(extensions ?? {}), /commandLine/);
    assert.equal(machine.proc.stuckReaders, 0);
  });
}

test('what a variable includes is read, though the same document was executed without it', async () => {
  const machine = await openMachine(fixture);
  const engine = new Engine({ schema, machine, onFault: (fault) => assert.fail(String(fault)) });
  const query = 'query ($yes: Boolean!) { process(pid: 300) { pid statm @include(if: $yes) { residentPages } } }';
  for (const yes of [false, false, true, false]) {
    const answer = await engine.answer({ query, variables: { yes } }, {});
    const without = { data: { process: { pid: 300 } } };
    const whole = { data: { process: { pid: 300, statm: { residentPages: 410 } } } };
    assert.deepEqual(JSON.parse(JSON.stringify(answer)), yes ? whole : without);
  }
});

test('whatever is asked of a process, and however often, each of its files is read once', async () => {
  const mount = await mountWithFifos('7/statm', '7/io');
  const written = Promise.all([
    writeFile(join(mount, '7/statm'), '10 20 30 40 0 60 0\n'),
    writeFile(
      join(mount, '7/io'),
      'rchar: 1\nwchar: 2\nsyscr: 3\nsyscw: 4\nread_bytes: 5\nwrite_bytes: 6\ncancelled_write_bytes: 7\n',
    ),
  ]);
  const { data, errors, extensions } = await ask(
    `{
      process(pid: 7) { statm { residentPages } ...Io }
      processes { nodes { pid again: statm { sharedPages } ...Io } }
    }
    fragment Io on Process { io { readCalls } ... on Process { io { writeCalls } } }`,
    { mount },
  );
  await written;
  assert.equal(errors, undefined);
  const io = { readCalls: 3, writeCalls: 4 };
  assert.deepEqual(data, {
    process: { statm: { residentPages: 20 }, io },
    processes: {
      nodes: [
        { pid: 7, again: { sharedPages: 30 }, io },
        { pid: 8, again: null, io: null },
      ],
    },
  });
  assert.deepEqual(extensions?.procfs, {
    nulls: [
      { field: 'Process.statm', reason: 'UNSUPPORTED', count: 1 },
      { field: 'Process.io', reason: 'UNSUPPORTED', count: 1 },
    ],
  });
});
