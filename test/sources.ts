import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
  lexicographicSortSchema,
} from 'graphql';
import { FileDescriptor } from '../src/model/file-descriptor.ts';
import type { Files } from '../src/model/handle.ts';
import { Process } from '../src/model/process.ts';
import { schema } from '../src/schema.ts';

const process = new Process(1);
const sorted = lexicographicSortSchema(schema);

/** The files of each type that files describe. */
export const filesOf: Readonly<Record<string, Files>> = {
  Process: process.files,
  Thread: process.thread(1).files,
  FileDescriptor: new FileDescriptor(process, 0).files,
};

/** A field, with what leads to it from a process, thread or descriptor, and what it is read from. */
export interface SourcedField {
  /** `Process.memory.rollup`. */
  coordinate: string;
  /** `MemoryRollup`, `rollup`: as `extensions.procfs.nulls` has it. */
  typeAndField: string;
  /** Paths below /proc/[pid], a star for a number. */
  paths: readonly string[];
}

/** All fields that say what they are read from, of each type in `filesOf`. */
export function sourcedFields(): SourcedField[] {
  return Object.keys(filesOf).flatMap((name) => {
    const type = sorted.getType(name);
    return isObjectType(type) ? fieldsOf(type, name, filesOf[name] ?? {}, [type]) : [];
  });
}

function fieldsOf(
  type: GraphQLObjectType,
  prefix: string,
  files: Files,
  above: readonly GraphQLObjectType[],
): SourcedField[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const coordinate = `${prefix}.${field.name}`;
    const paths = sourcesOf(field).flatMap((name) => files[name]?.path ?? []);
    const own = paths.length > 0 ? [{ coordinate, typeAndField: `${type.name}.${field.name}`, paths }] : [];
    const next = getNamedType(field.type);
    if (!isObjectType(next) || next.extensions.isHandle || above.includes(next)) return own;
    return [...own, ...fieldsOf(next, coordinate, files, [...above, next])];
  });
}

function sourcesOf(field: GraphQLField<unknown, unknown>): readonly string[] {
  const { pothosOptions } = field.extensions as { pothosOptions?: { from?: readonly string[] } }; // set by Pothos
  return pothosOptions?.from ?? [];
}
