import { Lexer, Source, TokenKind } from 'graphql';
import { type Limits, named, refusal } from './limits.ts';

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Refuses what would keep the parser busy, or overflow the stack of whatever handles the document. */
export function checkText(text: string, limits: Limits): void {
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  let brackets = 0;
  for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) {
    tokens++;
    if (opening.has(kind)) brackets++;
    if (closing.has(kind)) brackets--;
    if (tokens > limits.tokens) {
      throw refusal('TOO_MANY_TOKENS', 'The document has too many tokens', named(limits, 'tokens', 'tokens'));
    }
    if (brackets > limits.brackets) {
      throw refusal('TOO_DEEP', 'The document nests too many brackets', named(limits, 'brackets', 'brackets'));
    }
  }
}
