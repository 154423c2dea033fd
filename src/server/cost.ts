import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  getOperationAST,
  getVariableValues,
  isListType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { tables } from '../model/tables.ts';
import { objectTypes, optionsOf, type Scope, selectedFields } from '../selected.ts';
import { descriptorsOfProcess, listSize } from './list-sizes.ts';

/** Microseconds: to resolve a field and send it, to read a file, and to read one that the kernel works long for. */
const weights = { field: 1, file: 10, expensive: 1000 };

/** An operation as it arrived, of which it is known that it is valid. */
export interface Priced {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName?: string | null | undefined;
  variableValues?: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * About how many microseconds of work an operation takes, of a subscription an event: the size of each list times the
 * weight of what is selected below it. Zero if the variables do not fit: then nothing is executed.
 */
export function costOf({ schema, document, operationName, variableValues }: Priced, processes: number): number {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return 0;
  const variables = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {});
  if (variables.errors !== undefined) return 0;
  const fragments = Object.fromEntries(document.definitions.filter(isFragment).map((node) => [node.name.value, node]));
  const cost = new Cost({ schema, fragments, variableValues: variables.variableValues }, processes);
  return cost.ofSelection(root, operation.selectionSet, new Map(), null) + cost.ofTables();
}

function isFragment(node: DocumentNode['definitions'][number]): node is FragmentDefinitionNode {
  return node.kind === Kind.FRAGMENT_DEFINITION;
}

class Cost {
  readonly #scope: Scope;
  readonly #processes: number;
  readonly #tables = new Set<string>();

  constructor(scope: Scope, processes: number) {
    this.#scope = scope;
    this.#processes = processes;
  }

  /** `files` are what is read of the nearest thing above, with their weights; `wanted` is how many rows it shall have. */
  ofSelection(
    type: GraphQLNamedType,
    selectionSet: SelectionSetNode | undefined,
    files: Map<string, number>,
    wanted: number | null,
  ): number {
    const costs = objectTypes(this.#scope, type).map((type) => {
      const own = type.extensions.isHandle ? new Map<string, number>() : files;
      let cost = 0;
      for (const { node, field, below } of selectedFields(this.#scope, type, selectionSet)) {
        this.#note(field, own);
        const rows = wantedRows(this.#scope, field, node);
        const each = this.ofSelection(getNamedType(field.type), below, own, rows);
        cost += weights.field + this.#size(type, field, rows ?? wanted) * each;
      }
      return own === files ? cost : cost + sum(own);
    });
    return Math.max(0, ...costs);
  }

  /** What is read once for the whole operation. */
  ofTables(): number {
    const all = this.#processes * weights.file;
    const sizes: Readonly<Record<string, number>> = { processes: all, holders: all * (1 + descriptorsOfProcess) };
    return [...this.#tables].reduce((total, name) => total + (sizes[name] ?? weights.file), 0);
  }

  #note(field: GraphQLField<unknown, unknown>, files: Map<string, number>): void {
    const { from = [], expensive } = optionsOf(field);
    const weight = expensive ? weights.expensive : weights.file;
    for (const name of from) {
      if (Object.hasOwn(tables, name)) this.#tables.add(name);
      else files.set(name, Math.max(weight, files.get(name) ?? 0));
    }
  }

  #size(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, wanted: number | null): number {
    return isListType(getNullableType(field.type)) ? listSize(type.name, field.name, wanted, this.#processes) : 1;
  }
}

/** How many rows a field is asked for by its arguments. Null if they do not say. */
function wantedRows({ variableValues }: Scope, field: GraphQLField<unknown, unknown>, node: FieldNode): number | null {
  if (field.args.length === 0) return null;
  const { first, last, ids, where } = getArgumentValues(field, node, variableValues);
  const pids = where instanceof Object && 'pids' in where ? where.pids : undefined;
  const counts = [first, last].filter((count) => typeof count === 'number');
  const lists = [ids, pids].filter(Array.isArray).map(({ length }) => length);
  const known = [...counts, ...lists].filter((count) => count >= 0);
  return known.length === 0 ? null : Math.min(...known);
}

function sum(files: ReadonlyMap<string, number>): number {
  return files.values().reduce((total, weight) => total + weight, 0);
}
