import assert from 'node:assert/strict';
import { test } from 'node:test';
import SchemaBuilder from '@pothos/core';
import { assertInterfaceType, assertObjectType, graphql, printType } from 'graphql';
import { makeFieldsLate, withoutFields } from '../src/late-fields.ts';

interface Animal {
  name: string;
}

function animals() {
  const made: string[] = [];
  const builder = new SchemaBuilder<object>({});
  makeFieldsLate(builder.configStore);
  const animal = builder.interfaceRef<Animal>('Animal').implement({
    fields: (t) => {
      made.push('Animal');
      return { name: t.exposeString('name') };
    },
  });
  const dog = builder.objectRef<Animal>('Dog').implement({
    interfaces: [animal],
    isTypeOf: () => true,
    fields: (t) => {
      made.push('Dog');
      return { barks: t.boolean({ resolve: () => true }) };
    },
  });
  builder.objectField(dog, 'legs', (t) => t.int({ resolve: () => 4 }));
  builder.queryType({
    fields: (t) => {
      made.push('Query');
      return {
        animal: t.field({ type: animal, resolve: () => ({ name: 'Rex' }) }),
        dog: t.field({ type: dog, resolve: () => ({ name: 'Rex' }) }),
      };
    },
  });
  return { made, schema: withoutFields(() => builder.toSchema({ sortSchema: false })) };
}

test('a type makes its fields when it is asked for them the first time, and what it implements with it', () => {
  const { made, schema } = animals();
  assert.deepEqual(made, []);
  const dog = assertObjectType(schema.getType('Dog'));
  assert.deepEqual(Object.keys(dog.getFields()).sort(), ['barks', 'legs', 'name']);
  assert.deepEqual(made.sort(), ['Animal', 'Dog']);
  assert.equal(dog.getFields(), dog.getFields());
  assert.equal(printType(assertInterfaceType(schema.getType('Animal'))), 'interface Animal {\n  name: String\n}');
  assert.deepEqual(made.sort(), ['Animal', 'Dog']);
});

test('operations and introspection find all of them', async () => {
  const { made, schema } = animals();
  const source = '{ dog { barks } animal { name ... on Dog { legs } } __type(name: "Dog") { fields { name } } }';
  const { data, errors } = await graphql({ schema, source });
  assert.equal(errors, undefined);
  assert.deepEqual(JSON.parse(JSON.stringify(data)), {
    dog: { barks: true },
    animal: { name: 'Rex', legs: 4 },
    __type: { fields: [{ name: 'name' }, { name: 'barks' }, { name: 'legs' }] },
  });
  assert.deepEqual(made.sort(), ['Animal', 'Dog', 'Query']);
});

test('types are asked as usual once it is built, or could not be', () => {
  assert.throws(() =>
    withoutFields(() => {
      throw new Error('not today');
    }),
  );
  const { schema } = animals();
  assert.deepEqual(Object.keys(assertObjectType(schema.getType('Query')).getFields()), ['animal', 'dog']);
});
