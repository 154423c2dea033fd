import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  getNamedType,
  type SelectionSetNode,
} from 'graphql';
import { remembered } from './remembered.ts';
import { objectTypes, optionsOf, type Scope, type Selected, scopeOf, selectedFields } from './selected.ts';

/** For each type that files describe, by name: the files that the fields selected of it come from. */
export type Sources = ReadonlyMap<string, ReadonlySet<string>>;

/** The files that will be looked at of the nearest things below a field that are read from files themselves. */
export function sourcesBelow(info: GraphQLResolveInfo): Sources {
  return new LookAhead(info).below(info.returnType, info.fieldNodes);
}

/** The first field that is called expensive among all that are selected below a field, as `Memory.rollup`. */
export function expensiveBelow(info: GraphQLResolveInfo): string | undefined {
  const ahead = new LookAhead(info);
  const type = getNamedType(info.returnType);
  return info.fieldNodes.map(({ selectionSet }) => ahead.expensive(type, selectionSet)).find(Boolean);
}

/** All that is selected below a field, as `SystemStat.forks`, but for one field and what is selected of it. */
export function fieldsBeside(info: GraphQLResolveInfo, other: string): ReadonlySet<string> {
  const ahead = new LookAhead(info);
  const type = getNamedType(info.returnType);
  const found = info.fieldNodes.flatMap(({ selectionSet }) => [...ahead.every(type, selectionSet, other)]);
  return new Set(found.map(({ coordinate }) => coordinate));
}

/** Whether the nearest things below a field are asked for other things, whose files do not count among theirs. */
export function reachesFurther(info: GraphQLResolveInfo): boolean {
  const ahead = new LookAhead(info);
  ahead.below(info.returnType, info.fieldNodes);
  return ahead.reachesFurther;
}

/** Under which keys a result has a field that is selected directly below one. */
export function keysBelow(info: GraphQLResolveInfo, name: string): string[] {
  return new LookAhead(info).keys(info.returnType, info.fieldNodes, name);
}

class LookAhead {
  readonly #scope: Scope;
  readonly #sources = new Map<string, Set<string>>();
  reachesFurther = false;

  constructor(info: GraphQLResolveInfo) {
    this.#scope = scopeOf(info);
  }

  below(returnType: GraphQLResolveInfo['returnType'], fields: readonly FieldNode[]): Sources {
    for (const { selectionSet } of fields) this.#enter(getNamedType(returnType), selectionSet, undefined);
    return this.#sources;
  }

  keys(returnType: GraphQLResolveInfo['returnType'], fields: readonly FieldNode[], name: string): string[] {
    const selected = objectTypes(this.#scope, getNamedType(returnType)).flatMap((type) =>
      fields.flatMap(({ selectionSet }) => [...selectedFields(this.#scope, type, selectionSet)]),
    );
    return [...new Set(selected.filter(({ field }) => field.name === name).map(({ key }) => key))];
  }

  expensive(type: GraphQLNamedType, selectionSet: SelectionSetNode | undefined): string | undefined {
    return this.every(type, selectionSet).find(({ field }) => optionsOf(field).expensive)?.coordinate;
  }

  /** The fields that are selected, each before those below it. */
  *every(
    type: GraphQLNamedType,
    selectionSet: SelectionSetNode | undefined,
    other?: string,
  ): Generator<{ coordinate: string; field: Selected['field'] }> {
    for (const objectType of objectTypes(this.#scope, type)) {
      for (const { field, below } of selectedFields(this.#scope, objectType, selectionSet)) {
        const coordinate = `${objectType.name}.${field.name}`;
        if (coordinate === other) continue;
        yield { coordinate, field };
        yield* this.every(getNamedType(field.type), below, other);
      }
    }
  }

  /** `handle` is the set of the nearest type that files describe, on the way down to here. */
  #enter(type: GraphQLNamedType, selectionSet: SelectionSetNode | undefined, handle: Set<string> | undefined): void {
    for (const objectType of objectTypes(this.#scope, type)) {
      const { isHandle } = objectType.extensions;
      if (isHandle && handle !== undefined) {
        this.reachesFurther = true;
        continue;
      }
      const own = isHandle ? remembered(this.#sources, objectType.name, () => new Set()) : handle;
      for (const { field, below } of selectedFields(this.#scope, objectType, selectionSet)) {
        for (const source of optionsOf(field).from ?? []) own?.add(source);
        this.#enter(getNamedType(field.type), below, own);
      }
    }
  }
}
