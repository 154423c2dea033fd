import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  OperationTypeNode,
  parse,
  validate,
  validateSchema,
} from 'graphql';
import { sdl } from '../src/cli/schema.ts';
import { controlSchema, schema } from '../src/schema.ts';
import { ask, fixture } from './ask.ts';
import { everythingOf } from './everything.ts';

interface Page {
  processes: { pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}

const contract = new URL('../schema/', import.meta.url);
const types = Object.values(controlSchema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

test('schema/schema.graphql is what the code says: `npm run schema` writes it', () => {
  assert.equal(readFileSync(new URL('schema.graphql', contract), 'utf8'), `${sdl(false)}\n`);
});

test('both schemas are valid, and all that they have can be reached', () => {
  for (const built of [controlSchema, schema]) {
    const asked = new GraphQLSchema({ ...built.toConfig(), types: [], assumeValid: false });
    assert.deepEqual(validateSchema(asked), []);
    assert.deepEqual(Object.keys(asked.getTypeMap()).sort(), Object.keys(built.getTypeMap()).sort());
  }
});

test('only a server that may act has mutations', () => {
  assert.ok(controlSchema.getMutationType());
  assert.ok(!schema.getMutationType());
});

test('every field has a resolver: compiled code would read a property where nobody catches what that throws', () => {
  const fields = types.filter(isObjectType).flatMap((type) => Object.values(type.getFields()));
  assert.deepEqual(
    fields.filter(({ resolve }) => resolve === undefined),
    [],
  );
});

test('everything is described', () => {
  const bare: string[] = [];
  const expectDescription = (coordinate: string, { description }: { description?: string | null | undefined }) => {
    if (!description) bare.push(coordinate);
  };
  for (const type of types) {
    expectDescription(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) expectDescription(`${type.name}.${value.name}`, value);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      expectDescription(`${type.name}.${field.name}`, field);
      if (!('args' in field)) continue;
      for (const arg of field.args) expectDescription(`${type.name}.${field.name}(${arg.name}:)`, arg);
    }
  }
  assert.deepEqual(bare, []);
});

for (const name of readdirSync(new URL('operations/', contract))) {
  const source = readFileSync(new URL(`operations/${name}`, contract), 'utf8');
  test(`schema/operations/${name} is valid`, () => {
    assert.deepEqual(validate(schema, parse(source)), []);
  });
  if (!/^query/m.test(source)) continue;
  for (const mount of [fixture, '/proc']) {
    test(`schema/operations/${name} is answered by ${mount === fixture ? 'the captured machine' : 'this machine'}`, async () => {
      const { data, errors } = await ask(source, { mount });
      assert.equal(errors, undefined);
      assert.ok(Object.values(data ?? {}).every((value) => value !== null));
    });
  }
}

for (const mount of [fixture, '/proc']) {
  test(`every field of every process, and of the whole, of ${mount === fixture ? 'the captured machine' : 'this machine'} is answered`, async () => {
    const query = schema.getRootType(OperationTypeNode.QUERY)?.getFields();
    assert.ok(query?.processes && query.self && query.system);
    const processes = everythingOf(getNamedType(query.processes.type));
    const self = everythingOf(getNamedType(query.self.type));
    const system = everythingOf(getNamedType(query.system.type));
    const page = `query ($after: String) { processes(first: 50, after: $after) {
      pageInfo { hasNextPage endCursor } ...Everything
    } } fragment Everything on ProcessConnection ${processes}`;
    const askAll = async (document: string, variables = {}): Promise<Page> => {
      const { data, errors, extensions } = await ask(document, { mount, variables });
      assert.equal(errors, undefined);
      assert.doesNotMatch(JSON.stringify(extensions), /MALFORMED|FAILED/);
      return data as unknown as Page; // what the page selects
    };
    await askAll(`{ self ${self} system ${system} }`);
    let { pageInfo } = (await askAll(page)).processes;
    while (pageInfo.hasNextPage) ({ pageInfo } = (await askAll(page, { after: pageInfo.endCursor })).processes);
  });
}
