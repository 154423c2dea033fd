import {
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  Lexer,
  type OperationDefinitionNode,
  type SelectionSetNode,
  Source,
  TokenKind,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** What a client may ask for at once. More is refused, by a sentence that names the limit. */
export const limits = {
  /** Bytes of an HTTP request's body, or of a WebSocket message. */
  bodyBytes: 1_000_000,
  /** Names, values and signs in a document. */
  tokens: 10_000,
  /** Brackets within brackets, of any kind. */
  brackets: 100,
  /** Fields below fields. Introspection is exempt. */
  levels: 15,
  /** Fields, those of a fragment counted wherever it is spread. */
  fields: 1000,
} as const;

type Definition = OperationDefinitionNode | FragmentDefinitionNode;

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Refuses what would keep the parser busy, or overflow the stack of whatever handles the document. */
export function checkText(text: string): void {
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  let brackets = 0;
  for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) {
    tokens++;
    if (opening.has(kind)) brackets++;
    if (closing.has(kind)) brackets--;
    if (tokens > limits.tokens) {
      throw refusal('TOO_MANY_TOKENS', `The document has more than ${limits.tokens} tokens, which is the limit.`);
    }
    if (brackets > limits.brackets) {
      throw refusal('TOO_DEEP', `The document nests more than ${limits.brackets} brackets, which is the limit.`);
    }
  }
}

/** A validation rule: no operation goes further down than `limits.levels`. */
export const levelLimit: ValidationRule = (context) => {
  const levels = measure(context, (isIntrospection, below) => (isIntrospection ? 1 : 1 + below), Math.max);
  return {
    OperationDefinition(node) {
      const found = levels(node);
      if (found <= limits.levels) return;
      const message = `${nameOf(node)} is ${found} levels deep; the limit is ${limits.levels} levels.`;
      context.reportError(refusal('TOO_DEEP', message, node));
    },
  };
};

/** A validation rule: no operation, and no fragment, selects more than `limits.fields`. */
export const fieldLimit: ValidationRule = (context) => {
  const fields = measure(
    context,
    (_, below) => 1 + below,
    (a, b) => Math.min(a + b, Number.MAX_SAFE_INTEGER),
  );
  const check = (node: Definition) => {
    const found = fields(node);
    if (found <= limits.fields) return;
    const message = `${nameOf(node)} selects ${found} fields, fragments expanded; the limit is ${limits.fields} fields.`;
    context.reportError(refusal('TOO_MANY_FIELDS', message, node));
  };
  return { OperationDefinition: check, FragmentDefinition: check };
};

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

function refusal(code: string, message: string, node?: Definition): GraphQLError {
  return new GraphQLError(message, { nodes: node, extensions: { code } });
}
