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

/** The files that a field's resolver looks at: its `from` option. */
function sourcesOf(field: GraphQLField<unknown, unknown>): readonly string[] {
  const { pothosOptions } = field.extensions as { pothosOptions?: { from?: readonly string[] } }; // set by Pothos
  return pothosOptions?.from ?? [];
}

/** The files that will be looked at of the nearest things below a field that are read from files themselves. */
export function sourcesBelow(info: GraphQLResolveInfo): Sources {
  return new LookAhead(info).below(info.returnType, info.fieldNodes);
}

class LookAhead {
  readonly #info: GraphQLResolveInfo;
  readonly #sources = new Map<string, Set<string>>();

  constructor(info: GraphQLResolveInfo) {
    this.#info = info;
  }

  below(returnType: GraphQLResolveInfo['returnType'], fields: readonly FieldNode[]): Sources {
    for (const { selectionSet } of fields) this.#enter(getNamedType(returnType), selectionSet, undefined);
    return this.#sources;
  }

  /** `handle` is the set of the nearest type that files describe, on the way down to here. */
  #enter(type: GraphQLNamedType, selectionSet: SelectionSetNode | undefined, handle: Set<string> | undefined): void {
    if (selectionSet === undefined) return;
    if (isAbstractType(type)) {
      for (const possible of this.#info.schema.getPossibleTypes(type)) this.#enter(possible, selectionSet, handle);
    }
    if (!isObjectType(type)) return;
    if (type.extensions.isHandle && handle !== undefined) return;
    const own = type.extensions.isHandle ? remembered(this.#sources, type.name, () => new Set()) : handle;
    this.#select(type, selectionSet, own);
  }

  #select(type: GraphQLObjectType, { selections }: SelectionSetNode, handle: Set<string> | undefined): void {
    for (const selection of selections) {
      if (!this.#isIncluded(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const field = type.getFields()[selection.name.value];
        if (field === undefined) continue;
        for (const source of sourcesOf(field)) handle?.add(source);
        this.#enter(getNamedType(field.type), selection.selectionSet, handle);
      } else {
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#info.fragments[selection.name.value];
        if (fragment && this.#applies(fragment.typeCondition?.name.value, type)) {
          this.#select(type, fragment.selectionSet, handle);
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
