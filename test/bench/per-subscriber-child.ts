import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExecutionResult } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { createYoga, type Plugin } from 'graphql-yoga';
import { WebSocketServer } from 'ws';
import { type Args, type Subscription, subscribe } from '../../src/execute.ts';
import { openMachine } from '../../src/model/machine.ts';
import { Operation } from '../../src/model/operation.ts';
import { remembered } from '../../src/remembered.ts';
import { schema } from '../../src/schema.ts';

/**
 * Run by fan-out.ts: the same schema served as the manuals of graphql-yoga and graphql-ws have it, each event executed
 * and serialised for each subscriber. Only the samples are shared, so that nothing but that is compared.
 */
const machine = await openMachine('/proc');
const started = new Map<string, Promise<Subscription | ExecutionResult>>();

async function results(args: Args): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
  const text = args.document.loc?.source.body ?? '';
  const subscription = await remembered(started, text, () => subscribe(args));
  return 'source' in subscription ? executed(subscription) : subscription;
}

async function* executed({ source, execute }: Subscription): AsyncGenerator<ExecutionResult> {
  for await (const event of source) yield execute(event);
}

const executing: Plugin = {
  onSubscribe: ({ setSubscribeFn }) => setSubscribeFn((args) => results(args as Args)), // with the context below
};
const yoga = createYoga({ schema, context: () => ({ operation: new Operation(machine) }), plugins: [executing] });
const server = createServer(yoga);
const sockets = new WebSocketServer({ server, path: yoga.graphqlEndpoint });

type Enveloped = ReturnType<typeof yoga.getEnveloped>;
type EnvelopedArgs = Args & Pick<Enveloped, 'execute' | 'subscribe'>;

useServer(
  {
    execute: (args) => (args as EnvelopedArgs).execute(args), // what is returned below
    subscribe: (args) => (args as EnvelopedArgs).subscribe(args), // the same
    onSubscribe: async ({ extra }, _id, params) => {
      const enveloped = yoga.getEnveloped({ req: extra.request, socket: extra.socket, params });
      const { parse, validate, contextFactory, execute, subscribe } = enveloped;
      const document = parse(params.query);
      const errors = validate(schema, document);
      if (errors.length > 0) return errors;
      const contextValue = await contextFactory();
      return { schema, document, variableValues: params.variables, contextValue, execute, subscribe };
    },
  },
  sockets,
);

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo; // it listens on a port
  process.stdout.write(`http://127.0.0.1:${port}${yoga.graphqlEndpoint}\n`);
});
