import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Probe, serveProbe } from './probe.ts';
import { type Sent, send } from './send.ts';

const app = 'https://app.example';

let closed: Probe;
let open: Probe;
before(async () => {
  closed = await serveProbe();
  open = await serveProbe({}, [app, 'http://localhost:5173']);
});
after(() => Promise.all([closed, open].map((server) => server[Symbol.asyncDispose]())));

const html = { accept: 'text/html' };
const json = { 'content-type': 'application/json' };
const query = '?query={hello}';
const post: Sent = { method: 'POST', headers: json, body: '{"query":"{ hello }"}' };

const answers: readonly (readonly [string, string, Sent, number])[] = [
  ['the page', '/graphql', { headers: html }, 200],
  ['a query', '/graphql', post, 200],
  ['a query by GET', `/graphql${query}`, {}, 200],
  ['events', `/graphql${query}`, { headers: { accept: 'text/event-stream' } }, 200],
  ['a query that is wrong', '/graphql?query={', {}, 200],
  ['no query', '/graphql', {}, 400],
  ['a text', '/graphql', { ...post, headers: { 'content-type': 'text/plain' } }, 415],
  ['another method', '/graphql', { method: 'PUT' }, 405],
  ['what the server offers', '/graphql', { method: 'OPTIONS' }, 204],
  ['the root', '/', {}, 302],
  ['another path', '/x', {}, 404],
  ['a page of another site', '/graphql', { headers: { origin: 'https://evil.example' } }, 403],
  ['a name that someone lets point here', '/graphql', { headers: { ...html, host: 'evil.example' } }, 403],
];

/** With what browsers are told of every answer. */
function isGuarded({ headers }: Awaited<ReturnType<typeof send>>): void {
  assert.partialDeepStrictEqual(headers, {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  const policy = directives(headers['content-security-policy']);
  assert.partialDeepStrictEqual(policy, {
    'default-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  });
  assert.match(String(headers['cache-control']), /^no-(store|cache)$/);
}

test('an upgrade that is refused is answered with what guards it in a browser', async () => {
  const headers = { connection: 'Upgrade', upgrade: 'websocket' };
  const answer = await send(new URL('/x', closed.url), { headers });
  assert.equal(answer.status, 404);
  isGuarded(answer);
});

for (const [situation, path, sent, status] of answers) {
  test(`${situation} is answered with what guards it in a browser`, async () => {
    const answer = await send(new URL(path, closed.url), sent);
    assert.equal(answer.status, status);
    isGuarded(answer);
  });

  test(`${situation} is answered for no other origin, unless one is let in`, async () => {
    const { headers } = await send(new URL(path, closed.url), sent);
    assert.deepEqual(corsOf(headers), {});
    assert.doesNotMatch(String(headers.vary), /origin/i);
  });

  test(`${situation} is answered by what asked for it, where an origin is let in`, async () => {
    const { headers } = await send(new URL(path, open.url), sent);
    assert.deepEqual(corsOf(headers), {});
    assert.match(String(headers.vary), /^Origin(, |$)/);
  });
}

function directives(policy: unknown): Record<string, string> {
  const entries = String(policy).split('; ');
  return Object.fromEntries(entries.map((entry) => entry.split(/ (.*)/, 2)));
}

function corsOf(headers: object): object {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-')));
}

test('answers are kept nowhere; the page is, and asked for again', async () => {
  assert.equal((await send(closed.url, post)).headers['cache-control'], 'no-store');
  assert.equal((await send(closed.url, { headers: html })).headers['cache-control'], 'no-cache');
});

test('the page runs one script, its own, and talks to this server', async () => {
  const { headers } = await send(closed.url, { headers: html });
  const policy = directives(headers['content-security-policy']);
  assert.match(String(policy['script-src']), /^'sha256-[\w+/]+=*'$/);
  assert.equal(policy['connect-src'], "'self'");
  assert.doesNotMatch(String(headers['content-security-policy']), /unsafe-eval|https?:|\*/);
});

for (const origin of [app, 'http://localhost:5173']) {
  test(`a page of ${origin} may read what it asks for, its mistakes too`, async () => {
    for (const body of ['{"query":"{ hello }"}', '{"query":"{"}', '{']) {
      const { headers } = await send(open.url, { ...post, headers: { ...json, origin }, body });
      assert.deepEqual(corsOf(headers), { 'access-control-allow-origin': origin });
      assert.equal(headers.vary, 'Origin');
    }
  });
}

/** What a browser asks before a page may post JSON. */
const preflight = (origin: string): Sent => ({
  method: 'OPTIONS',
  headers: {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  },
});

test('a page that is let in may send JSON, and a token', async () => {
  const { status, headers, body } = await send(open.url, preflight(app));
  assert.deepEqual([status, body, headers.vary], [204, '', 'Origin']);
  assert.deepEqual(corsOf(headers), {
    'access-control-allow-origin': app,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization,content-type',
    'access-control-max-age': '600',
  });
});

for (const [situation, origin, server] of [
  ['is not let in', 'https://evil.example', () => open],
  ['is not let in, as none is', app, () => closed],
] as const) {
  test(`a page that ${situation} may send nothing`, async () => {
    const { status, headers } = await send(server().url, preflight(origin));
    assert.equal(status, 403);
    assert.deepEqual(corsOf(headers), {});
  });
}
