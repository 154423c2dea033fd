import { type DocumentNode, Kind, type OperationDefinitionNode, type ValidatedExecutionArgs, visit } from 'graphql';
import type { CompiledQuery } from 'graphql-jit';
import { remembered } from './remembered.ts';

/** Executes an operation, whose variables are known to fit, for a root value and a context. */
type Compiled = CompiledQuery['query'];

type Asked = Pick<ValidatedExecutionArgs, 'schema' | 'document' | 'operation'>;

/** To compile takes 1 to 60 ms, and 25 KB to 1 MB: larger documents are not compiled, and more are not kept. */
const mostCharacters = 2000;
const mostKept = 64;

const executed = new WeakSet<OperationDefinitionNode>();
const compiled = new Map<OperationDefinitionNode, Promise<Compiled | null>>();

/**
 * An operation as code, which takes half the time of walking through its document. Null if it is better executed by
 * graphql-js: the first time, for one. The same document object is always executed by the same schema.
 */
export async function compiledOperation(asked: Asked): Promise<Compiled | null> {
  const { operation } = asked;
  if (!executed.has(operation)) {
    executed.add(operation);
    return null;
  }
  if (!isWorthIt(operation)) return null;
  const made = remembered(compiled, operation, () => compile(asked));
  const [oldest] = compiled.keys();
  if (compiled.size > mostKept && oldest !== undefined) compiled.delete(oldest);
  return made;
}

function isWorthIt({ operation, loc }: OperationDefinitionNode): boolean {
  const text = loc?.source.body;
  return operation !== 'mutation' && text !== undefined && text.length <= mostCharacters;
}

/**
 * What clients write becomes part of the code, and graphql-jit 0.8.9 can be made to run a text. Names do no harm, but for
 * one that objects do not have like others, nor do texts that mean nothing in JavaScript.
 */
function isHarmless(document: DocumentNode): boolean {
  let isHarmless = true;
  visit(document, {
    enter(node) {
      if (node.kind === Kind.STRING && !/^(?!.*__)[\w ./:@-]*$/.test(node.value)) isHarmless = false;
      if (node.kind === Kind.NAME && node.value === '__proto__') isHarmless = false;
    },
  });
  return isHarmless;
}

async function compile({ schema, document, operation }: Asked): Promise<Compiled | null> {
  if (!isHarmless(document)) return null;
  try {
    const { compileQuery, isCompiledQuery } = await import('graphql-jit'); // which would take a tenth of every start
    const made = compileQuery(schema, document, operation.name?.value, {
      resolverInfoEnricher: () => ({ isCompiled: true }),
    });
    return isCompiledQuery(made) ? made.query : null;
  } catch (error) {
    process.emitWarning(`an operation is not compiled: ${error instanceof Error ? error.message : error}`);
    compiled.delete(operation); // without a descriptor to load it with, for one: the next time, then
    return null;
  }
}
