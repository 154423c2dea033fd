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
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** What is known of an operation, to see what it selects. */
export type Scope = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

/** Of a field. Compiled code gives the values of variables, and not where they come from, which nobody asks here. */
export function scopeOf(info: GraphQLResolveInfo): Scope {
  if (!('isCompiled' in info)) return info;
  const coerced = info.variableValues as unknown as VariableValues['coerced'];
  return { ...info, variableValues: { sources: {}, coerced } };
}

/** A field that is selected, and what is selected of what it returns. */
export interface Selected {
  key: string;
  node: FieldNode;
  field: GraphQLField<unknown, unknown>;
  below: SelectionSetNode | undefined;
}

type VariableValues = GraphQLResolveInfo['variableValues'];

/** Options of a field that `builder.ts` adds to those of Pothos. */
interface Options {
  from?: readonly string[];
  expensive?: boolean;
}

export function optionsOf(field: GraphQLField<unknown, unknown>): Options {
  const { pothosOptions } = field.extensions as { pothosOptions?: Options }; // set by Pothos
  return pothosOptions ?? {};
}

/** The types of objects that a type may turn out to be. */
export function objectTypes({ schema }: Scope, type: GraphQLNamedType): readonly GraphQLObjectType[] {
  if (isAbstractType(type)) return schema.getPossibleTypes(type);
  return isObjectType(type) ? [type] : [];
}

/** The fields that are selected of a type: fragments, @include and @skip seen through. */
export function* selectedFields(
  scope: Scope,
  type: GraphQLObjectType,
  selectionSet: SelectionSetNode | undefined,
): Generator<Selected> {
  for (const selection of selectionSet?.selections ?? []) {
    if (!isIncluded(scope, selection)) continue;
    if (selection.kind === Kind.FIELD) {
      const field = type.getFields()[selection.name.value];
      const key = (selection.alias ?? selection.name).value;
      if (field !== undefined) yield { key, node: selection, field, below: selection.selectionSet };
    } else {
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : scope.fragments[selection.name.value];
      if (fragment && applies(scope, fragment.typeCondition?.name.value, type)) {
        yield* selectedFields(scope, type, fragment.selectionSet);
      }
    }
  }
}

function applies({ schema }: Scope, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditionType = schema.getType(condition);
  return isAbstractType(conditionType) && schema.isSubType(conditionType, type);
}

function isIncluded({ variableValues }: Scope, node: { readonly directives?: readonly DirectiveNode[] | undefined }) {
  if (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if !== false;
}
