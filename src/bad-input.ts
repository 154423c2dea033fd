import { GraphQLError } from 'graphql';

/** The request asks for something that cannot be. The message shows the value and says what would do. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** A number of an argument, within bounds. */
export function bounded(name: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value;
  throw badInput(`${name} must be a whole number from ${least} to ${most}, but was ${value}`);
}

/** A text of an argument, not longer than anything it could be equal to. */
export function boundedText(name: string, value: string, mostBytes: number): string {
  const bytes = Buffer.byteLength(value);
  if (bytes <= mostBytes) return value;
  throw badInput(`${name} must be at most ${mostBytes} bytes long, but has ${bytes}: ${shown(value)}`);
}

/** As much of a text as a message can hold. */
export function shown(text: string): string {
  return text.length > 100 ? `${JSON.stringify(text.slice(0, 100))}…` : JSON.stringify(text);
}
