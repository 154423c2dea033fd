import { GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { badInput } from '../../src/bad-input.ts';
import type { Context } from '../../src/builder.ts';
import type { Tick } from '../../src/live/tick.ts';
import { openMachine } from '../../src/model/machine.ts';
import type { Limits } from '../../src/server/limits.ts';
import { type Server, start } from '../../src/server/start.ts';
import { Stream } from './stream.ts';

/** What `words` pushes, as the test tells it to. */
export interface Words {
  say: (word: string) => void;
  end: () => void;
  fail: (error: Error) => void;
  /** How many words were taken to be sent. */
  taken: number;
  /** Resolves when nobody listens any more, or nothing comes any more. */
  stopped: Promise<void>;
}

interface Word {
  word: string;
  words: Words;
}

/** A real server, of a schema made to see what the transports do with it. */
export interface Probe extends Server {
  /** What the server reported as its own faults. */
  faults: unknown[];
  /** What its mutation was asked to say. */
  said: string[];
  /** The next subscription to `words`. */
  nextWords: () => Promise<Words>;
  /** The first query for `pending` runs. */
  asked: Promise<void>;
  /** Why the first query for `pending` was aborted. */
  aborted: Promise<unknown>;
  /** Lets all queries for `pending` have their answer. */
  finish: () => void;
}

let count = 0;

/** A subscription to `words` that nobody shares: the text of no two is the same. */
export function toWords(): string {
  return `subscription Words${count++} { words }`;
}

export async function serveProbe(limits: Partial<Limits> = {}, corsOrigins: readonly string[] = []): Promise<Probe> {
  const faults: unknown[] = [];
  const opened = new Stream<Words>(() => {});
  const said: string[] = [];
  const pending = Promise.withResolvers<string>();
  const aborted = Promise.withResolvers<unknown>();
  const asked = Promise.withResolvers<void>();
  const schema = probeSchema(
    (words) => opened.push(words),
    ({ operation }) => {
      operation.signal?.addEventListener('abort', () => aborted.resolve(operation.signal?.reason));
      asked.resolve();
      return pending.promise;
    },
    said,
  );
  const machine = await openMachine('/proc');
  const onFault = (fault: unknown) => faults.push(fault);
  const server = await start({ schema, machine, limits, host: '127.0.0.1', port: 0, corsOrigins, onFault });
  const reader = opened[Symbol.asyncIterator]();
  const nextWords = async () => {
    const { value } = await reader.next();
    if (value === undefined) throw new Error('no subscription');
    return value;
  };
  return {
    ...server,
    faults,
    said,
    nextWords,
    asked: asked.promise,
    aborted: aborted.promise,
    finish: () => pending.resolve('done'),
  };
}

function probeSchema(
  open: (words: Words) => void,
  pending: (context: Context) => Promise<string>,
  said: string[],
): GraphQLSchema {
  const string = { type: new GraphQLNonNull(GraphQLString) };
  const query: GraphQLObjectType = new GraphQLObjectType({
    name: 'Query',
    fields: () => ({
      hello: { ...string, resolve: () => 'world' },
      pending: { ...string, resolve: (_, __, context: Context) => pending(context) },
      long: { ...string, resolve: () => 'x'.repeat(20 << 20) },
      twice: { type: GraphQLInt, args: { n: { type: GraphQLInt } }, resolve: (_, { n }) => n * 2 },
      odd: { type: GraphQLInt, resolve: () => fail(badInput('n must be odd, but was 2')) },
      fault: { type: GraphQLString, resolve: () => fail(new Error('the secret')) },
      self: { type: query, resolve: () => ({}) },
    }),
  });
  const mutation = new GraphQLObjectType({
    name: 'Mutation',
    fields: { say: { type: GraphQLInt, args: { word: string }, resolve: (_, { word }) => said.push(word) } },
  });
  const subscription = new GraphQLObjectType<Tick<Word>, Context>({
    name: 'Subscription',
    fields: {
      words: {
        ...string,
        subscribe: (_, __, { operation }) => {
          const stream = new Stream<Tick<Word>>(() => {});
          const words: Words = {
            say: (word) => stream.push({ operation, value: { word, words } }),
            end: () => stream.end(),
            fail: (error) => stream.end({ error }),
            taken: 0,
            stopped: stream.ended,
          };
          open(words);
          return stream;
        },
        resolve: ({ value: { word, words } }) => {
          words.taken++;
          return word === 'fault' ? fail(new Error('the secret')) : word;
        },
      },
      refused: { ...string, subscribe: () => fail(badInput('pid must be positive, but was -1')) },
      broken: { ...string, subscribe: () => fail(new Error('the secret')) },
    },
  });
  return new GraphQLSchema({ query, mutation, subscription });
}

function fail(error: Error): never {
  throw error;
}
