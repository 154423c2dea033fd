import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Probe, serveProbe, toWords } from './probe.ts';

let probe: Probe;
before(async () => {
  probe = await serveProbe();
});
after(() => probe[Symbol.asyncDispose]());

interface Events {
  /** The next event: its name and data. */
  next: () => Promise<string>;
  /** What a client does that has seen enough. */
  leave: () => void;
}

async function listen(query: string, { url } = probe): Promise<Events> {
  const leaving = new AbortController();
  const { signal } = leaving;
  const headers = { accept: 'text/event-stream', 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }), signal });
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  const blocks = blocksOf(response);
  return {
    leave: () => leaving.abort(),
    next: async () => (await blocks.next()).value ?? 'the response has ended',
  };
}

async function* blocksOf({ body }: Response): AsyncGenerator<string, undefined> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of body ?? []) {
    const blocks = (text + decoder.decode(chunk, { stream: true })).split('\n\n');
    text = blocks.pop() ?? '';
    yield* blocks.filter((block) => block !== ':'); // pings
  }
}

const next = (result: unknown) => `event: next\ndata: ${JSON.stringify(result)}`;
const complete = 'event: complete\ndata:';

test('events come as they are pushed, and an end', async () => {
  const events = await listen(toWords());
  const words = await probe.nextWords();
  for (const word of ['one', 'two']) {
    words.say(word);
    assert.equal(await events.next(), next({ data: { words: word } }));
  }
  words.end();
  assert.equal(await events.next(), complete);
  assert.equal(await events.next(), 'the response has ended');
});

test('a client that leaves stops the source', async () => {
  const events = await listen(toWords());
  const words = await probe.nextWords();
  words.say('one');
  await events.next();
  events.leave();
  await words.stopped;
});

test('a client that leaves before the first event stops the source', async () => {
  const events = await listen(toWords());
  const words = await probe.nextWords();
  events.leave();
  await words.stopped;
});

test('a client that does not accept events is told what to send, and stops the source', async () => {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const body = JSON.stringify({ query: toWords() });
  const response = await fetch(probe.url, { method: 'POST', headers, body });
  assert.equal(response.status, 406);
  assert.deepEqual(await response.json(), {
    errors: [
      {
        message: 'Accept text/event-stream, in UTF-8: this request accepts "application/json".',
        extensions: { code: 'NOT_ACCEPTABLE' },
      },
    ],
  });
  const words = await probe.nextWords();
  await words.stopped;
});

test('what a subscription refuses', async () => {
  const events = await listen('subscription { refused }');
  assert.match(await events.next(), /"message":"pid must be positive, but was -1".*"code":"BAD_USER_INPUT"/);
  assert.equal(await events.next(), complete);
});

for (const [situation, query, fault] of [
  ['when it starts', 'subscription { broken }', () => {}],
  ['in an event', toWords(), async () => (await probe.nextWords()).say('fault')],
  ['of the source', toWords(), async () => (await probe.nextWords()).fail(new Error('the secret'))],
] as const) {
  test(`a fault ${situation} is masked and reported`, async () => {
    probe.faults.length = 0;
    const events = await listen(query);
    await fault();
    const event = await events.next();
    assert.match(event, /"message":"Unexpected error."/);
    assert.doesNotMatch(event, /secret/);
    assert.match(String(probe.faults), /^Error: the secret$/);
    events.leave();
  });
}

test('the server ends: the subscription completes', async () => {
  const ending = await serveProbe();
  const events = await listen(toWords(), ending);
  const words = await ending.nextWords();
  words.say('one');
  await events.next();
  const start = performance.now();
  await ending[Symbol.asyncDispose]();
  assert.ok(performance.now() - start < 1000);
  await words.stopped;
  assert.equal(await events.next(), complete);
  assert.equal(await events.next(), 'the response has ended');
});
