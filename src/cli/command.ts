import { resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Privacy } from '../model/privacy.ts';
import type { Limits } from '../server/limits.ts';
import { type Access, accessFrom, accessOptions } from './access-options.ts';
import { CommandError } from './command-error.ts';
import { type ControlFlags, controlFlags, controlOptions } from './control-options.ts';
import { limitsFrom, limitsOptions, operationLimitsOptions } from './limits-options.ts';
import { privacy, privacyOptions } from './privacy-options.ts';
import { type Web, webFrom, webOptions } from './web-options.ts';

/** What the command line asks for. */
export type Command = { name: 'help' | 'version' } | ServeCommand | QueryCommand | SchemaCommand;

export interface ServeCommand extends Access, Web {
  name: 'serve';
  procfs: string;
  limits: Limits;
  control: ControlFlags | undefined;
  privacy: Privacy;
}

export interface QueryCommand {
  name: 'query';
  operation: Source;
  variables: Readonly<Record<string, unknown>> | undefined;
  operationName: string | undefined;
  procfs: string;
  control: ControlFlags | undefined;
  privacy: Privacy;
  limits: Limits;
}

interface SchemaCommand {
  name: 'schema';
  /** That of a server that may act. */
  control: boolean;
}

/** Where the text of an operation is. */
export type Source = { text: string } | { file: string } | 'stdin';

/** Throws a CommandError that says what is wrong with the arguments. */
export function parseCommand(args: readonly string[]): Command {
  const [first, ...rest] = args;
  if (first === undefined || first.startsWith('-')) return serve([...args]);
  if (first === 'serve') return serve(rest);
  if (first === 'query') return query(rest);
  if (first === 'schema') return schema(rest);
  throw wrong(`there is no command "${first}": there are serve, query and schema`);
}

const string = { type: 'string' } as const;
const boolean = { type: 'boolean' } as const;
const common = { help: { ...boolean, short: 'h' }, version: boolean } as const;
const procfs = { type: 'string', default: '/proc' } as const;

function serve(args: string[]): Command {
  const { values } = read({
    args,
    options: {
      ...common,
      procfs,
      ...accessOptions,
      ...webOptions,
      ...limitsOptions,
      ...controlOptions,
      ...privacyOptions,
    },
  });
  return (
    instead(values) ?? {
      name: 'serve',
      ...accessFrom(values),
      ...webFrom(values),
      procfs: resolve(values.procfs),
      limits: limitsFrom(values),
      control: controlFlags(values),
      privacy: privacy(values),
    }
  );
}

function query(args: string[]): Command {
  const options = {
    ...common,
    procfs,
    file: string,
    variables: string,
    'operation-name': string,
    ...operationLimitsOptions,
    ...controlOptions,
    ...privacyOptions,
  };
  const { values, positionals } = read({ args, allowPositionals: true, options });
  return (
    instead(values) ?? {
      name: 'query',
      operation: source(positionals, values.file),
      variables: values.variables === undefined ? undefined : object(values.variables),
      operationName: values['operation-name'],
      procfs: resolve(values.procfs),
      control: controlFlags(values),
      privacy: privacy(values),
      limits: limitsFrom(values),
    }
  );
}

function schema(args: string[]): Command {
  const options = { ...common, 'allow-control': controlOptions['allow-control'] };
  const { values } = read({ args, options });
  return instead(values) ?? { name: 'schema', control: controlFlags(values) !== undefined };
}

function instead({ help, version }: { help?: boolean; version?: boolean }): Command | undefined {
  if (help) return { name: 'help' };
  return version ? { name: 'version' } : undefined;
}

/** An empty value, as a variable that is not set leaves, is none: no host would be every address of the machine. */
function read<const T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  const parsed = parse(config);
  const [empty] = Object.entries(parsed.values).find(([, value]) => value === '') ?? [];
  if (empty !== undefined) throw wrong(`--${empty} is empty: give it a value, or leave it out`);
  return parsed;
}

/** parseArgs, whose errors go on to explain in further sentences. */
function parse<const T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw error instanceof TypeError ? wrong(error.message.replace(/\.[ \n].*/s, '')) : error;
  }
}

function source(positionals: readonly string[], file: string | undefined): Source {
  const [text, ...more] = positionals;
  if (more.length > 0) throw wrong('only one operation can be given: quote it');
  if (text !== undefined && file !== undefined) throw wrong('an operation and --file cannot both be given');
  if (file !== undefined) return { file };
  if (text === undefined) throw wrong('give an operation, --file, or - to read it from stdin');
  return text === '-' ? 'stdin' : { text };
}

function object(json: string): Readonly<Record<string, unknown>> {
  const value = parseJson(json);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>; // just looked
  throw wrong(`--variables must be a JSON object, but was "${json}"`);
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function wrong(message: string): CommandError {
  return new CommandError(2, message);
}
