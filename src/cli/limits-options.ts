import { defaultLimits, type Limits, limitFlags } from '../server/limits.ts';
import { wholeNumber } from './whole-number.ts';

type Options = Record<string, { type: 'string' }>;

const limits = Object.keys(limitFlags) as (keyof Limits)[]; // a record of exactly these

/** The flags of all limits, as parseArgs wants them. */
export const limitsOptions: Options = optionsOf(limits);

/** Those of the limits that hold for an operation, whatever brings it. */
export const operationLimitsOptions: Options = optionsOf([
  'tokens',
  'brackets',
  'depth',
  'fields',
  'aliases',
  'cost',
  'queryMs',
]);

function optionsOf(limits: readonly (keyof Limits)[]): Options {
  return Object.fromEntries(limits.map((limit) => [limitFlags[limit], { type: 'string' }]));
}

/** Timers do not take longer times, and nothing else comes near. */
const most = 2 ** 31 - 1;

/** The limits that flags set, and the defaults. Throws a CommandError for a value that is no limit. */
export function limitsFrom(values: Readonly<Record<string, unknown>>): Limits {
  const set = limits
    .filter((limit) => values[limitFlags[limit]] !== undefined)
    .map((limit) => [limit, wholeNumber(limitFlags[limit], String(values[limitFlags[limit]]), 1, most)]);
  return { ...defaultLimits, ...Object.fromEntries(set) };
}
