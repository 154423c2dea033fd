import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObjectType } from 'graphql';
import { schema } from '../../src/schema.ts';
import { assumedSizes, listSize } from '../../src/server/list-sizes.ts';

test('every connection has a size of its own, and each size is that of a list that there is', () => {
  const connections = Object.keys(schema.getTypeMap()).filter((name) => name.endsWith('Connection'));
  const known = [...Object.keys(assumedSizes), 'ProcessConnection'];
  assert.deepEqual(
    connections.filter((name) => !known.includes(name)),
    [],
  );
  for (const coordinate of known) {
    const [name = '', field] = coordinate.split('.');
    const type = schema.getType(name);
    assert.ok(isObjectType(type), coordinate);
    if (field !== undefined) assert.ok(type.getFields()[field], coordinate);
  }
});

test('of processes there are no more than there are; of other lists, as many as are asked for', () => {
  assert.equal(listSize('ProcessConnection', 'nodes', null, 300), 300);
  assert.equal(listSize('ProcessConnection', 'nodes', 10_000, 300), 300);
  assert.equal(listSize('ProcessTableEvent', 'rows', 5, 300), 5);
  assert.equal(listSize('FileDescriptorConnection', 'nodes', null, 300), 120);
  assert.equal(listSize('FileDescriptorConnection', 'nodes', 10_000, 300), 10_000);
  assert.equal(listSize('Process', 'limits', null, 300), 20);
});
