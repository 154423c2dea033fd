import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { withExtensions } from './documents.ts';
import { type Limits, named, refusal } from './limits.ts';

/**
 * Reads bodies up to the limit. Yoga's own limit leaves the rest of a refused body unread, and with it whatever else
 * the client sends over that connection.
 */
export function boundedBodies(limits: Limits): Plugin<object, { req: IncomingMessage }> {
  return {
    onRequestParse({ request, requestParser, setRequestParser, serverContext, fetchAPI }) {
      if (requestParser === undefined || request.method !== 'POST') return;
      setRequestParser(async () => {
        const { method, headers } = request;
        const body = await read(serverContext.req, limits);
        return requestParser(new fetchAPI.Request(request.url, { method, headers, body }));
      });
    },
  };
}

function read(request: IncomingMessage, limits: Limits): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limits.bodyBytes) chunks.push(chunk);
      else reject(tooLarge(limits));
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => reject(broken)); // the client has gone
  });
}

const broken = new GraphQLError('The body of the request is not complete.', {
  extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
});

function tooLarge(limits: Limits): GraphQLError {
  const code = 'REQUEST_ENTITY_TOO_LARGE';
  const error = refusal(code, 'The body of the request is too large', named(limits, 'bodyBytes', 'bytes'));
  return withExtensions(error, { http: { status: 413 } });
}
