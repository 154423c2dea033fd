import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { type Limits, named, refusal } from './limits.ts';

/** No field is asked for more often, under names of the client's, than the limit: each may cost as much as the first. */
export function aliasLimit(limits: Limits): ValidationRule {
  return (context) => {
    const often = oftenAliased(context.getDocument(), limits.aliases);
    const names = often.map((field) => ({ field, aliases: aliasesOf(context, field, limits.aliases) }));
    const check = (node: OperationDefinitionNode | FieldNode) => {
      if (node.selectionSet === undefined) return;
      for (const { field, aliases } of names) {
        if (aliases(node.selectionSet).size <= limits.aliases) continue;
        const message = `The field ${field} is asked for under ${limits.aliases + 1} aliases or more`;
        context.reportError(refusal('TOO_MANY_ALIASES', message, named(limits, 'aliases', 'aliases of a field'), node));
      }
    };
    return { OperationDefinition: check, Field: check };
  };
}

/** The fields that have more aliases than the limit in all of a document: hardly ever any. */
function oftenAliased({ definitions }: DocumentNode, limit: number): string[] {
  const counts = new Map<string, number>();
  const count = ({ selections }: SelectionSetNode) => {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.FIELD && selection.alias !== undefined) {
        counts.set(selection.name.value, (counts.get(selection.name.value) ?? 0) + 1);
      }
      if (selection.selectionSet) count(selection.selectionSet);
    }
  };
  for (const definition of definitions) if ('selectionSet' in definition) count(definition.selectionSet);
  return [...counts].filter(([, count]) => count > limit).map(([field]) => field);
}

const none: ReadonlySet<string> = new Set();

/**
 * The aliases of a field that stand side by side, those of fragments among them, until they are more than the limit.
 * Each fragment is looked at once.
 */
function aliasesOf(
  context: ValidationContext,
  field: string,
  limit: number,
): (selectionSet: SelectionSetNode) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  const spread = (name: string): ReadonlySet<string> => {
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, none); // for a fragment within itself, which another rule refuses
    const fragment = context.getFragment(name);
    const aliases = fragment ? within(fragment.selectionSet) : none;
    known.set(name, aliases);
    return aliases;
  };
  const of = (selection: SelectionNode): ReadonlySet<string> => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return spread(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return within(selection.selectionSet);
    return selection.alias !== undefined && selection.name.value === field ? new Set([selection.alias.value]) : none;
  };
  const within = ({ selections }: SelectionSetNode): ReadonlySet<string> => {
    let all = none;
    for (const selection of selections) {
      if (all.size > limit) break;
      const found = of(selection);
      all = union(all, found);
    }
    return all;
  };
  return within;
}

/** One of the two, if it has what is in the other. */
function union(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  if (a.size === 0) return b;
  const missing = b === a ? [] : [...b].filter((alias) => !a.has(alias));
  return missing.length === 0 ? a : new Set([...a, ...missing]);
}
