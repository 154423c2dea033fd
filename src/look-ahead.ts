import {
  type DirectiveNode,
  type FieldNode,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

import { remembered } from './remembered.ts';

/** For each type that files describe, by name: the files that the fields selected of it come from. */
export type Sources = ReadonlyMap<string, ReadonlySet<string>>;

/** Options of a field that `builder.ts` adds to those of Pothos. */
interface Options {
  from?: readonly string[];
  expensive?: boolean;
}

function optionsOf(field: GraphQLField<unknown, unknown>): Options {
  const { pothosOptions } = field.extensions as { pothosOptions?: Options }; // set by Pothos
  return pothosOptions ?? {};
}

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

/** A field that is selected, and what is selected of what it returns. */
interface Selected {
  key: string;
  field: GraphQLField<unknown, unknown>;
  below: SelectionSetNode | undefined;
}

class LookAhead {
  readonly #info: GraphQLResolveInfo;
  readonly #sources = new Map<string, Set<string>>();
  reachesFurther = false;

  constructor(info: GraphQLResolveInfo) {
    this.#info = info;
  }

  below(returnType: GraphQLResolveInfo['returnType'], fields: readonly FieldNode[]): Sources {
    for (const { selectionSet } of fields) this.#enter(getNamedType(returnType), selectionSet, undefined);
    return this.#sources;
  }

  keys(returnType: GraphQLResolveInfo['returnType'], fields: readonly FieldNode[], name: string): string[] {
    const selected = this.#objectTypes(getNamedType(returnType)).flatMap((type) =>
      fields.flatMap(({ selectionSet }) => [...this.#fields(type, selectionSet)]),
    );
    return [...new Set(selected.filter(({ field }) => field.name === name).map(({ key }) => key))];
  }

  expensive(type: GraphQLNamedType, selectionSet: SelectionSetNode | undefined): string | undefined {
    for (const objectType of this.#objectTypes(type)) {
      for (const { field, below } of this.#fields(objectType, selectionSet)) {
        if (optionsOf(field).expensive) return `${objectType.name}.${field.name}`;
        const found = this.expensive(getNamedType(field.type), below);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  /** `handle` is the set of the nearest type that files describe, on the way down to here. */
  #enter(type: GraphQLNamedType, selectionSet: SelectionSetNode | undefined, handle: Set<string> | undefined): void {
    for (const objectType of this.#objectTypes(type)) {
      const { isHandle } = objectType.extensions;
      if (isHandle && handle !== undefined) {
        this.reachesFurther = true;
        continue;
      }
      const own = isHandle ? remembered(this.#sources, objectType.name, () => new Set()) : handle;
      for (const { field, below } of this.#fields(objectType, selectionSet)) {
        for (const source of optionsOf(field).from ?? []) own?.add(source);
        this.#enter(getNamedType(field.type), below, own);
      }
    }
  }

  #objectTypes(type: GraphQLNamedType): readonly GraphQLObjectType[] {
    if (isAbstractType(type)) return this.#info.schema.getPossibleTypes(type);
    return isObjectType(type) ? [type] : [];
  }

  /** The fields that are selected of a type, fragments, @include and @skip seen through, and what is selected below. */
  *#fields(type: GraphQLObjectType, selectionSet: SelectionSetNode | undefined): Generator<Selected> {
    for (const selection of selectionSet?.selections ?? []) {
      if (!this.#isIncluded(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const field = type.getFields()[selection.name.value];
        const key = (selection.alias ?? selection.name).value;
        if (field !== undefined) yield { key, field, below: selection.selectionSet };
      } else {
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#info.fragments[selection.name.value];
        if (fragment && this.#applies(fragment.typeCondition?.name.value, type)) {
          yield* this.#fields(type, fragment.selectionSet);
        }
      }
    }
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const conditionType = this.#info.schema.getType(condition);
    return isAbstractType(conditionType) && this.#info.schema.isSubType(conditionType, type);
  }

  #isIncluded(node: { readonly directives?: readonly DirectiveNode[] | undefined }): boolean {
    const { variableValues } = this.#info;
    if (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if === true) return false;
    return getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if !== false;
  }
}
