import {
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { aliasLimit } from './alias-limit.ts';
import { type Limits, named, refusal } from './limits.ts';

type Definition = OperationDefinitionNode | FragmentDefinitionNode;

/** The validation rules that hold documents to the limits. */
export function documentRules(limits: Limits): ValidationRule[] {
  return [depthLimit(limits), fieldLimit(limits), aliasLimit(limits)];
}

/** No operation goes further down than the limit. */
function depthLimit(limits: Limits): ValidationRule {
  return (context) => {
    const levels = measure(context, (isIntrospection, below) => (isIntrospection ? 1 : 1 + below), Math.max);
    return {
      OperationDefinition(node) {
        const found = levels(node);
        if (found <= limits.depth) return;
        const message = `${nameOf(node)} is ${found} levels deep`;
        context.reportError(refusal('TOO_DEEP', message, named(limits, 'depth', 'levels'), node));
      },
    };
  };
}

/** No operation, and no fragment, selects more fields than the limit. */
function fieldLimit(limits: Limits): ValidationRule {
  return (context) => {
    const fields = measure(
      context,
      (_, below) => 1 + below,
      (a, b) => Math.min(a + b, Number.MAX_SAFE_INTEGER),
    );
    const check = (node: Definition) => {
      const found = fields(node);
      if (found <= limits.fields) return;
      const message = `${nameOf(node)} selects ${found} fields, fragments expanded`;
      context.reportError(refusal('TOO_MANY_FIELDS', message, named(limits, 'fields', 'fields'), node));
    };
    return { OperationDefinition: check, FragmentDefinition: check };
  };
}

/** Adds up what is selected. Each fragment is looked at once, so that 2^100 fields cost no more than their text. */
function measure(
  context: ValidationContext,
  field: (isIntrospection: boolean, below: number) => number,
  join: (a: number, b: number) => number,
): (definition: Definition) => number {
  const known = new Map<string, number>();
  const spread = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, 0); // for a fragment within itself, which another rule refuses
    const fragment = context.getFragment(name);
    const sum = fragment ? sumOf(fragment.selectionSet) : 0;
    known.set(name, sum);
    return sum;
  };
  const sumOf = ({ selections }: SelectionSetNode): number => {
    const sums = selections.map((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return spread(selection.name.value);
      const below = selection.selectionSet ? sumOf(selection.selectionSet) : 0;
      if (selection.kind === Kind.INLINE_FRAGMENT) return below;
      return field(selection.name.value.startsWith('__'), below);
    });
    return sums.reduce((a, b) => join(a, b), 0);
  };
  return ({ selectionSet }) => sumOf(selectionSet);
}

function nameOf({ kind, name }: Definition): string {
  const what = kind === Kind.FRAGMENT_DEFINITION ? 'fragment' : 'operation';
  return name ? `The ${what} ${name.value}` : `This ${what}`;
}
