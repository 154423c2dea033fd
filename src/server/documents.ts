import {
  type DocumentNode,
  GraphQLError,
  type GraphQLErrorExtensions,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { checkText, fieldLimit, levelLimit } from './limits.ts';

/** Documents that clients send again and again are understood once. Larger ones, and more of them, are not kept. */
const keptCharacters = 20_000;
const keptDocuments = 256;

/** Turns the text of a document into one that is safe and makes sense, or into errors. */
export class Documents {
  readonly #schema: GraphQLSchema;
  readonly #parsed = new Map<string, DocumentNode>();
  readonly #errors = new WeakMap<DocumentNode, readonly GraphQLError[]>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** Throws a GraphQLError where there is a syntax error, or a limit is passed. */
  parse(text: string): DocumentNode {
    const known = this.#parsed.get(text);
    if (known !== undefined) return known;
    const document = parsed(text);
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
      errors = validate(this.#schema, document, [levelLimit, fieldLimit]);
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

function parsed(text: string): DocumentNode {
  try {
    checkText(text);
    return parse(text);
  } catch (error) {
    throw error instanceof GraphQLError ? withCode(error, 'GRAPHQL_PARSE_FAILED') : error;
  }
}
