import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObjectType } from 'graphql';
import { closable, closes } from '../../src/model/closable.ts';
import { schema } from '../../src/schema.ts';
import { entryOf, permissionOf } from '../coverage.ts';
import { sourcedFields } from '../sources.ts';

test('each name is that of a field', () => {
  const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) ? Object.keys(type.getFields()) : [],
  );
  assert.deepEqual(
    closable.filter((name) => !fields.includes(name)),
    [],
  );
});

test('whatever the kernel guards can be closed', () => {
  const closedBy = closes(closable);
  const open = sourcedFields()
    .flatMap(({ paths }) => paths)
    .filter((path) => permissionOf(entryOf(path)) !== 'anyone')
    .filter((path) => closedBy(`1/${path.replaceAll('*', '2')}`) === undefined);
  assert.deepEqual(open, []);
});

for (const [name, paths] of [
  ['environment', ['7/environ']],
  ['commandLine', ['7/cmdline', '7/task/8/cmdline']],
  ['fds', ['7/fd', '7/fd/3', '7/fdinfo/3']],
  ['maps', ['7/maps', '7/smaps', '7/numa_maps']],
  ['sockets', ['7/net/tcp', '7/net/unix']],
  ['namespaces', ['7/ns/net', '7/task/8/ns/net']],
  ['symbols', ['kallsyms']],
] as const) {
  test(`${name} closes its files, and no other`, () => {
    const closedBy = closes([name]);
    for (const path of paths) assert.equal(closedBy(path), name, path);
    const others = ['7/stat', '7/comm', 'stat', 'self/environ', '', '7/root/etc/environ', '7/task', '7/io', 'modules'];
    for (const path of others) assert.equal(closedBy(path), undefined, path);
  });
}
