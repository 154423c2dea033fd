import { CommandError } from './command-error.ts';

/** The number that a flag gives in decimal digits. Throws a CommandError that says what it must be. */
export function wholeNumber(flag: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new CommandError(2, `--${flag} must be a whole number from ${least} to ${most}, but was "${text}"`);
}
