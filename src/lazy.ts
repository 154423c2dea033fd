import { BasePlugin, type PothosOutputFieldConfig, type PothosOutputFieldType, type SchemaTypes } from '@pothos/core';
import {
  type FieldNode,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  getNullableType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Context } from './builder.ts';
import { type Sources, sourcesBelow } from './look-ahead.ts';
import type { Operation } from './model/operation.ts';
import { Thing } from './model/thing.ts';
import { Page } from './page.ts';
import { ProcfsError } from './procfs/error.ts';
import { remembered } from './remembered.ts';

type Resolver = GraphQLFieldResolver<unknown, Context>;
type AnyResolver = GraphQLFieldResolver<unknown, object, object>;

declare global {
  namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      lazy: Lazy;
    }
  }
}

/**
 * Makes fields lazy. One that returns things which files describe reads the files that its selection needs, for all of
 * them at once, before it returns; below it, resolvers find plain values. What the kernel did not say becomes null, and
 * the operation keeps the reason.
 */
export class Lazy extends BasePlugin<SchemaTypes> {
  override wrapResolve(declared: AnyResolver, { type }: PothosOutputFieldConfig<SchemaTypes>): AnyResolver {
    // The builder's context is ours, of which plugins know nothing. And no field is left to the default: compiled code
    // would read the property itself, where nobody catches what that throws.
    const resolve: Resolver = (parent, args, context, info) => declared(parent, args, context, info);
    const loaded = returnsThings(type) ? loading(resolve) : resolve;
    return (type.nullable ? excusing(loaded) : loaded) as AnyResolver;
  }
}

function returnsThings(type: PothosOutputFieldType<SchemaTypes>): boolean {
  return type.kind === 'List' ? returnsThings(type.type) : ['Object', 'Interface', 'Union'].includes(type.kind);
}

/** Null for what the kernel did not say. */
function excusing(resolve: Resolver): Resolver {
  const excuse = (error: unknown, { operation }: Context, info: GraphQLResolveInfo): null => {
    if (!(error instanceof ProcfsError)) throw error;
    operation.nulls.note(coordinate(info), error);
    return null;
  };
  return (parent, args, context, info) => {
    try {
      const value = resolve(parent, args, context, info);
      return value instanceof Promise ? value.catch((error: unknown) => excuse(error, context, info)) : value;
    } catch (error) {
      return excuse(error, context, info);
    }
  };
}

function loading(resolve: Resolver): Resolver {
  return (parent, args, context, info) => {
    const value = resolve(parent, args, context, info);
    if (value === parent) return value; // a part of it, whose files were read with the rest
    if (value instanceof Promise) return value.then((value: unknown) => load(value, context, info));
    return load(value, context, info);
  };
}

/** The value once its files are read: at once if nothing was missing. */
function load(value: unknown, context: Context, info: GraphQLResolveInfo): unknown {
  const things = thingsIn(value);
  if (things.length === 0) return value;
  const { operation } = context;
  const sources = sourcesFor(operation, info);
  const waits = Map.groupBy(things, ({ typeName }) => typeName)
    .entries()
    .map(([typeName, things]) => operation.load(things, [...(sources.get(typeName) ?? [])]))
    .filter((wait) => wait !== undefined)
    .toArray();
  const survivors = () => withoutFailed(value, operation, info);
  return waits.length === 0 ? survivors() : Promise.all(waits).then(survivors);
}

type Looked = Map<FieldNode | undefined, [readonly FieldNode[], Sources][]>;
const looked = new WeakMap<object, Looked>();

/**
 * The look-ahead of a field is the same for each row of the list that it stands below, and each time that the document
 * is executed, if no variable can change what is selected.
 */
function sourcesFor(operation: Operation, info: GraphQLResolveInfo): Sources {
  const { fieldNodes } = info;
  const isVariable = (info.operation.variableDefinitions ?? []).length > 0;
  const fields = remembered(looked, isVariable ? operation : info.operation, (): Looked => new Map());
  const known = remembered(fields, fieldNodes[0], () => []);
  const same = known.find(
    ([nodes]) => nodes.length === fieldNodes.length && nodes.every((n, i) => n === fieldNodes[i]),
  );
  if (same !== undefined) return same[1];
  const sources = sourcesBelow(info);
  known.push([fieldNodes, sources]);
  return sources;
}

function thingsIn(value: unknown): readonly Thing[] {
  const list = value instanceof Page ? value.rows : Array.isArray(value) ? value : [value];
  return list.filter((item) => item instanceof Thing);
}

/** A row that is gone by now is left out of its list, one that may not be read too, but that is said. */
function withoutFailed(value: unknown, operation: Operation, info: GraphQLResolveInfo): unknown {
  const lives = (item: unknown): boolean => {
    const failure = item instanceof Thing ? item.failure : undefined;
    if (failure) operation.nulls.noteMissing(coordinate(info), failure);
    return failure === undefined;
  };
  if (value instanceof Page) return value.keep(value.rows.filter(lives));
  if (Array.isArray(value)) {
    return hasNullableItems(info) ? value.map((item) => (lives(item) ? item : null)) : value.filter(lives);
  }
  if (value instanceof Thing && value.failure) throw value.failure;
  return value;
}

function hasNullableItems({ returnType }: GraphQLResolveInfo): boolean {
  const list = getNullableType(returnType);
  return isListType(list) && !isNonNullType(list.ofType);
}

function coordinate({ parentType, fieldName }: GraphQLResolveInfo): string {
  return `${parentType.name}.${fieldName}`;
}
