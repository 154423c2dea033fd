import { MIMEType } from 'node:util';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * Refuses what is no GraphQL request over HTTP. A body must say that it is JSON: a page of another site can send a text
 * or a form without asking, but to send JSON its browser asks first.
 */
export const wellFormed: Plugin = {
  onRequestParse({ request, requestParser }) {
    const type = request.headers.get('content-type');
    const isUnknown = requestParser === undefined; // yoga wants it in small letters
    if (request.method === 'POST' && (isUnknown || !isJson(type))) throw notJson(type);
  },
  onParams({ params }) {
    if ((params.query ?? null) === null) throw noQuery;
  },
};

function isJson(text: string | null): boolean {
  try {
    const { essence, params } = new MIMEType(text ?? '');
    return essence === 'application/json' && (params.get('charset') ?? 'utf-8').toLowerCase() === 'utf-8';
  } catch {
    return false; // it is no media type at all
  }
}

function notJson(type: string | null): GraphQLError {
  const was = type === null ? 'has none' : `has "${type}"`;
  return refusal(
    'UNSUPPORTED_MEDIA_TYPE',
    415,
    `Send JSON, in UTF-8, as Content-Type application/json: this request ${was}.`,
  );
}

const noQuery = refusal('BAD_REQUEST', 400, 'Must provide query string.');

function refusal(code: string, status: number, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } });
}
