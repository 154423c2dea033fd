import { MIMEType } from 'node:util';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

const json = 'application/json';

/**
 * Refuses what is no GraphQL request over HTTP. A body must say that it is JSON: a page of another site can send a text
 * or a form without asking, but to send JSON its browser asks first.
 */
export const wellFormed: Plugin = {
  onRequest({ request }) {
    const type = request.headers.get('content-type');
    if (type !== json && isJson(type)) request.headers.set('content-type', json); // yoga takes few other spellings
  },
  onRequestParse({ request }) {
    if (request.method !== 'POST') return;
    const type = request.headers.get('content-type');
    if (type !== json) throw notJson(type);
    const coding = request.headers.get('content-encoding');
    if (coding !== null && coding.toLowerCase() !== 'identity') throw encoded(coding);
  },
  onParams({ params }) {
    if ((params.query ?? null) === null) throw noQuery;
  },
};

function isJson(text: string | null): boolean {
  try {
    const { essence, params } = new MIMEType(text ?? '');
    return essence === json && (params.get('charset') ?? 'utf-8').toLowerCase() === 'utf-8';
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

function encoded(coding: string): GraphQLError {
  return refusal(
    'UNSUPPORTED_MEDIA_TYPE',
    415,
    `Send the body as it is: this request has it as Content-Encoding "${coding}".`,
    { 'Accept-Encoding': 'identity' },
  );
}

const noQuery = refusal('BAD_REQUEST', 400, 'Must provide query string.');

function refusal(code: string, status: number, message: string, headers: Record<string, string> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status, headers } } });
}
