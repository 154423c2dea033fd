import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import { schema } from '../src/schema.ts';

/** A selection of every field that takes no argument, all the way down; what returns to a type above is left out. */
export function everythingOf(type: GraphQLNamedType, above: readonly GraphQLNamedType[] = []): string {
  const path = [...above, type];
  if (isUnionType(type) || isInterfaceType(type)) {
    const parts = schema.getPossibleTypes(type).map((part) => `... on ${part.name} ${everythingOf(part, path)}`);
    return `{ __typename ${parts.join(' ')} }`;
  }
  const { getFields } = type as GraphQLObjectType; // composite, and neither a union nor an interface
  const parts = Object.values(getFields.call(type)).map((field) => {
    const next = getNamedType(field.type);
    if (field.args.some(isRequiredArgument) || path.includes(next)) return '';
    return isCompositeType(next) ? `${field.name} ${everythingOf(next, path)}` : field.name;
  });
  return `{ __typename ${parts.join(' ')} }`;
}

/** The same of a process. */
export const everythingOfProcess = everythingOf(schema.getType('Process') as GraphQLObjectType);
