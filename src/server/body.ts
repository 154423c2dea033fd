import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { limits } from './limits.ts';

/**
 * Reads bodies up to the limit. Yoga's own limit leaves the rest of a refused body unread, and with it whatever else
 * the client sends over that connection.
 */
export const boundedBodies: Plugin<object, { req: IncomingMessage }> = {
  onRequestParse({ request, requestParser, setRequestParser, serverContext, fetchAPI }) {
    if (requestParser === undefined || request.method !== 'POST') return;
    setRequestParser(async () => {
      const { method, headers } = request;
      const body = await read(serverContext.req);
      return requestParser(new fetchAPI.Request(request.url, { method, headers, body }));
    });
  },
};

function read(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limits.bodyBytes) chunks.push(chunk);
      else reject(tooLarge);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => reject(broken)); // the client has gone
  });
}

const broken = new GraphQLError('The body of the request is not complete.', {
  extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
});

const tooLarge = new GraphQLError(
  `The body of the request is larger than ${limits.bodyBytes} bytes, which is the limit.`,
  { extensions: { code: 'REQUEST_ENTITY_TOO_LARGE', http: { status: 413 } } },
);
