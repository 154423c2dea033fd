import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  lexicographicSortSchema,
  OperationTypeNode,
  parse,
  printSchema,
  validate,
} from 'graphql';
import { schema } from '../src/schema.ts';
import { ask, fixture } from './ask.ts';

const contract = new URL('../schema/', import.meta.url);
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

test('schema/schema.graphql is what the code says: `npm run schema` writes it', () => {
  const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;
  assert.equal(readFileSync(new URL('schema.graphql', contract), 'utf8'), printed);
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

/** Every field that takes no argument, of everything down to a depth; what returns to a type above is left out. */
function selectionOf(type: GraphQLNamedType, above: readonly GraphQLNamedType[]): string {
  if (isUnionType(type) || isInterfaceType(type)) {
    const parts = schema
      .getPossibleTypes(type)
      .map((part) => `... on ${part.name} ${selectionOf(part, [...above, type])}`);
    return `{ __typename ${parts.join(' ')} }`;
  }
  const fields = Object.values((type as GraphQLObjectType).getFields()).filter(
    (field) => !field.args.some(isRequiredArgument),
  );
  const parts = fields.map((field) => {
    const next = getNamedType(field.type);
    if (!isCompositeType(next)) return field.name;
    return above.includes(next) ? '' : `${field.name} ${selectionOf(next, [...above, type])}`;
  });
  return `{ __typename ${parts.join(' ')} }`;
}

for (const mount of [fixture, '/proc']) {
  test(`every field of every process of ${mount === fixture ? 'the captured machine' : 'this machine'} is answered`, async () => {
    const query = schema.getRootType(OperationTypeNode.QUERY);
    assert.ok(query);
    const { processes, self } = query.getFields();
    assert.ok(processes && self);
    const selection = [processes, self].map(({ name, type }) => `${name} ${selectionOf(getNamedType(type), [query])}`);
    const { errors, extensions } = await ask(`{ ${selection.join(' ')} }`, { mount });
    assert.equal(errors, undefined);
    assert.doesNotMatch(JSON.stringify(extensions), /MALFORMED|FAILED/);
  });
}
