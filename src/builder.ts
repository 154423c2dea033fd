import SchemaBuilder from '@pothos/core';
import { GraphQLError, Kind, print, type ValueNode } from 'graphql';
import { makeFieldsLate } from './late-fields.ts';
import { Lazy } from './lazy.ts';
import type { Connection } from './model/client-ends.ts';
import type { Control } from './model/control.ts';
import type { Operation, Source } from './model/operation.ts';
import type { Integer } from './procfs/text.ts';

/** What resolvers are given beside their parent. */
export interface Context {
  operation: Operation;
  /** Over which it was asked. Not there where that is not TCP. */
  connection?: Connection | undefined;
  /** Who asks, in words for a log. */
  caller?: string | undefined;
  /** There where the schema has mutations. */
  control?: Control | undefined;
}

interface Options {
  Context: Context;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    Address: { Input: bigint; Output: bigint };
    BigInt: { Input: Integer; Output: Integer };
    DateTime: { Input: Date; Output: Date };
  };
}

declare global {
  namespace PothosSchemaTypes {
    interface FieldOptions {
      /** The files that the resolver looks at. They are read before it runs: for all rows of a list in one batch. */
      from?: readonly Source[];
      /** The kernel works long for it, and holds the process up meanwhile. Never read of all processes at once. */
      expensive?: boolean;
    }
  }
}

SchemaBuilder.registerPlugin('lazy', Lazy);

/** Fields are non-null unless they say `nullable: true`: the kernel may deny them, or there may be nothing to say. */
export const builder = new SchemaBuilder<Options>({ plugins: ['lazy'], defaultFieldNullability: false });

makeFieldsLate(builder.configStore);

/** The builder's types as Pothos sees them. */
export type Types = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer T> ? T : never;

builder.scalarType('BigInt', {
  description:
    'A whole number of any size: a JSON number up to 2^53-1, a string of digits beyond, so that no digit is lost.',
  serialize: (value) => (typeof value === 'bigint' && !isSafe(value) ? String(value) : Number(value)),
  parseValue: (value) => wholeNumber(value),
  parseLiteral: (node) =>
    wholeNumber(node.kind === Kind.INT || node.kind === Kind.STRING ? node.value : undefined, node),
});

builder.scalarType('Address', {
  description: 'A memory address: a string of 0x and hexadecimal digits.',
  serialize: (value) => `0x${value.toString(16)}`,
  parseValue: (value) => address(value),
  parseLiteral: (node) => address(node.kind === Kind.STRING ? node.value : undefined, node),
});

builder.scalarType('DateTime', {
  description: 'A moment: a string as in RFC 3339, in UTC.',
  serialize: (value) => value.toISOString(),
});

builder.queryType({ description: 'What can be asked once.' });
builder.subscriptionType({ description: 'What can be watched.' });
builder.mutationType({
  description:
    'What can be done to processes and to the kernel. Only a server that was started with --allow-control has it. The fields of an operation are done in their order, each when the one before is done.',
});

function isSafe(value: bigint): boolean {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
}

/** The node, if it stands in the document. */
function wholeNumber(value: unknown, node?: ValueNode): Integer {
  const digits = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  if (!/^-?\d+$/.test(digits)) throw unlike('a whole number is wanted', value, node);
  const number = BigInt(digits);
  return isSafe(number) ? Number(number) : number;
}

function address(value: unknown, node?: ValueNode): bigint {
  if (typeof value === 'string' && /^0x[0-9a-f]{1,16}$/i.test(value)) return BigInt(value);
  throw unlike('an address is wanted, like "0xffffffff81000000"', value, node);
}

function unlike(wanted: string, value: unknown, node: ValueNode | undefined): GraphQLError {
  return new GraphQLError(`${wanted}, not ${node ? print(node) : JSON.stringify(value)}`, { nodes: node ?? null });
}
