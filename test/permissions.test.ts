import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ask } from './ask.ts';
import { entryOf, permissionOf } from './coverage.ts';
import { everythingOfProcess } from './everything.ts';
import { rootsProcess } from './roots-process.ts';
import { type SourcedField, sourcedFields } from './sources.ts';
import { unprivilegedMachine } from './unprivileged.ts';

const isRoot = process.getuid?.() === 0;

/** A process of root: made by this test while it is root, or the first. */
const victim = isRoot ? rootsProcess() : 1;
const hidden = isRoot ? new Map([1, 2, 4].map((mode) => [mode, underHidepid(mode)])) : undefined;
const machine = await unprivilegedMachine('/proc');

const fields = sourcedFields().filter(({ coordinate }) => coordinate.startsWith('Process.'));
const isGuarded = ({ paths }: SourcedField) => paths.some((path) => permissionOf(entryOf(path)) !== 'anyone');
const guarded = fields.filter(isGuarded);

/** The fields that are null for one of these reasons. */
async function withheld(...reasons: string[]): Promise<ReadonlySet<string>> {
  const { data, errors, extensions } = await ask(`{ process(pid: ${victim}) ${everythingOfProcess} }`, { machine });
  assert.equal(errors, undefined);
  assert.ok(data?.process);
  assert.ok(extensions);
  const { nulls } = extensions.procfs as { nulls: { field: string; reason: string }[] };
  return new Set(nulls.filter(({ reason }) => reasons.includes(reason)).map(({ field }) => field));
}

/** Of what anyone may read, the kernel replaces some numbers by 0 for those who may not trace the process. */
const isMasked = ({ paths }: SourcedField) => paths.includes('stat');

test('what the kernel guards is denied of another’s process, field by field', async () => {
  const nulls = await withheld('PERMISSION_DENIED', 'UNSUPPORTED');
  const isBelowGuarded = ({ coordinate }: SourcedField) =>
    guarded.some((other) => coordinate.startsWith(`${other.coordinate}.`));
  const told = guarded.filter(
    (field) => !nulls.has(field.typeAndField) && !isBelowGuarded(field) && !isMasked(field) && !takesArguments(field),
  );
  assert.deepEqual(
    told.map(({ coordinate }) => coordinate),
    [],
  );
});

test('what anyone may read is told of another’s process', async () => {
  const nulls = await withheld('PERMISSION_DENIED');
  assert.ok(nulls.has('Process.environment'));
  const names = new Set(guarded.map(({ typeAndField }) => typeAndField));
  const untold = fields.filter(
    (field) => nulls.has(field.typeAndField) && !names.has(field.typeAndField) && !isMasked(field),
  );
  assert.deepEqual(
    untold.map(({ coordinate }) => coordinate),
    [],
  );
});

/** Since Linux 6.2. */
const countsDescriptors = statSync('/proc/self/fd').size > 0;

test('how many descriptors another’s process has is told, which ones not', {
  skip: countsDescriptors ? false : 'this kernel counts no descriptors',
}, async () => {
  const counted = await ask(`{ process(pid: ${victim}) { fds { totalCount } } }`, { machine });
  const { process } = counted.data as { process: { fds: { totalCount: number } } };
  assert.ok(process.fds.totalCount > 0);
  assert.equal(counted.extensions, undefined);
  const listed = await ask(`{ process(pid: ${victim}) { fds { totalCount nodes { number } } } }`, { machine });
  assert.deepEqual(listed.data, { process: { fds: null } });
  const nulls = [{ field: 'Process.fds', reason: 'PERMISSION_DENIED', count: 1 }];
  assert.deepEqual(listed.extensions, { procfs: { nulls } });
});

/** Not asked for by a selection of everything. */
function takesArguments({ coordinate }: SourcedField): boolean {
  return coordinate === 'Process.fd' || coordinate === 'Process.thread';
}

interface Told {
  own: number;
  data: { self: { hidePid: string }; processes: { nodes: { pid: number }[] }; process: unknown; children: unknown };
  extensions: { procfs: { nulls: { field: string; reason: string; count: number }[] } };
}

/** What nobody is told by a procfs that is mounted with hidepid, in a mount namespace of its own. */
function underHidepid(mode: number): Told {
  const mount = mkdtempSync(join(tmpdir(), 'procql-'));
  const child = fileURLToPath(new URL('hidepid-child.ts', import.meta.url));
  const script = `mount -t proc -o hidepid=${mode} proc ${mount} && exec ${process.execPath} ${child} ${mount} ${victim}`;
  try {
    return JSON.parse(execFileSync('unshare', ['--mount', 'sh', '-c', script], { encoding: 'utf8' }));
  } finally {
    rmSync(mount, { recursive: true });
  }
}

for (const [mode, name, reason] of [
  [1, 'NO_ACCESS', 'PERMISSION_DENIED'],
  [2, 'INVISIBLE', 'NOT_FOUND'],
  [4, 'PTRACEABLE', 'NOT_FOUND'],
] as const) {
  test(`hidepid=${mode}: nothing is told of others’ processes, and the response says why`, (t) => {
    const told = hidden?.get(mode);
    if (told === undefined) return t.skip('to mount a procfs takes root');
    const { own, data, extensions } = told;
    const { nulls } = extensions.procfs;
    assert.equal(data.self.hidePid, name);
    assert.equal(data.process, null);
    assert.ok(nulls.some((entry) => entry.field === 'Query.process' && entry.reason === reason));
    assert.ok(data.processes.nodes.every(({ pid }) => pid === own || pid !== victim));
    const unreadable = nulls.find((entry) => entry.field === 'Query.processes');
    assert.equal(unreadable?.reason, mode === 1 ? 'PERMISSION_DENIED' : undefined);
    assert.ok(mode !== 1 || Number(unreadable?.count) > 1);
  });
}
