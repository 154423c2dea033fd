import {
  type DocumentNode,
  GraphQLError,
  type GraphQLErrorExtensions,
  type GraphQLSchema,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { documentRules } from './document-rules.ts';
import type { Limits } from './limits.ts';
import { checkText } from './text-limits.ts';

/** Documents that clients send again and again are understood once. Larger ones, and more of them, are not kept. */
const keptCharacters = 20_000;
const keptDocuments = 256;

/** Turns the text of a document into one that is safe and makes sense, or into errors. */
export class Documents {
  readonly #schema: GraphQLSchema;
  readonly #limits: Limits;
  readonly #rules: readonly ValidationRule[];
  readonly #parsed = new Map<string, DocumentNode>();
  readonly #errors = new WeakMap<DocumentNode, readonly GraphQLError[]>();

  constructor(schema: GraphQLSchema, limits: Limits) {
    this.#schema = schema;
    this.#limits = limits;
    this.#rules = documentRules(limits);
  }

  /** Throws a GraphQLError where there is a syntax error, or a limit is passed. */
  parse(text: string): DocumentNode {
    const known = this.#parsed.get(text);
    if (known !== undefined) return known;
    const document = parsed(text, this.#limits);
    if (text.length > keptCharacters) return document;
    this.#parsed.set(text, document);
    const [oldest] = this.#parsed.keys();
    if (this.#parsed.size > keptDocuments && oldest !== undefined) this.#parsed.delete(oldest);
    return document;
  }

  /** The limits come first: the standard rules take long for a document that passes them. */
  validate(document: DocumentNode): readonly GraphQLError[] {
    let errors = this.#errors.get(document);
    if (errors === undefined) {
      errors = validate(this.#schema, document, this.#rules);
      if (errors.length === 0) errors = validate(this.#schema, document, specifiedRules);
      errors = errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'));
      this.#errors.set(document, errors);
    }
    return errors;
  }
}

/** The error, with a code if it has none yet. */
function withCode(error: GraphQLError, code: string): GraphQLError {
  return withExtensions(error, { code });
}

/** The error, with more extensions. Those that it has already stay as they are. */
export function withExtensions(error: GraphQLError, more: GraphQLErrorExtensions): GraphQLError {
  const { message, nodes, source, positions, path, originalError } = error;
  const extensions = { ...more, ...error.extensions };
  return new GraphQLError(message, { nodes, source, positions, path, originalError, extensions });
}

function parsed(text: string, limits: Limits): DocumentNode {
  try {
    checkText(text, limits);
    return parse(text);
  } catch (error) {
    throw error instanceof GraphQLError ? withCode(error, 'GRAPHQL_PARSE_FAILED') : error;
  }
}
