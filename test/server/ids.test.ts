import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { type Probe, serveProbe, toWords } from './probe.ts';
import { openRaw } from './raw-socket.ts';

/** An id is free once its operation is completed, before the operation has ended: another may have it by then. */

let probe: Probe;
before(async () => {
  probe = await serveProbe();
});
after(() => probe[Symbol.asyncDispose]());

const wordIs = (words: string) => ({ id: 'a', type: 'next', payload: { data: { words } } });
const complete = { id: 'a', type: 'complete' };

/** A client that sends what it says in one packet. */
async function open() {
  const { connection, ...raw } = await openRaw(probe.url);
  const atOnce = (say: () => void) => {
    connection.cork();
    say();
    connection.uncork();
  };
  return { ...raw, atOnce };
}

test('a subscription that follows one completed before it began: it can be completed too', async () => {
  const { socket, atOnce, ...raw } = await open();
  atOnce(() => {
    raw.subscribe('a', toWords());
    raw.send(complete);
    raw.subscribe('a', toWords());
  });
  const first = await probe.nextWords();
  await first.stopped;
  const second = await probe.nextWords();
  second.say('one');
  assert.deepEqual(await raw.next(), wordIs('one'));
  raw.send(complete);
  await second.stopped;
  raw.subscribe('b', '{ hello }');
  assert.partialDeepStrictEqual(await raw.next(), { id: 'b', type: 'next' });
  socket.terminate();
});

test('a subscription that follows one completed before it began: it ends with its socket', async () => {
  const { socket, atOnce, ...raw } = await open();
  atOnce(() => {
    raw.subscribe('a', toWords());
    raw.send(complete);
    raw.subscribe('a', toWords());
  });
  const [first, second] = [await probe.nextWords(), await probe.nextWords()];
  socket.terminate();
  await Promise.all([first.stopped, second.stopped]);
});

test('a subscription that follows one that ran: it goes on', async () => {
  const { socket, atOnce, ...raw } = await open();
  raw.subscribe('a', toWords());
  const first = await probe.nextWords();
  first.say('one');
  assert.deepEqual(await raw.next(), wordIs('one'));
  atOnce(() => {
    raw.send(complete);
    raw.subscribe('a', toWords());
  });
  const second = await probe.nextWords();
  second.say('two');
  assert.deepEqual(await raw.next(), wordIs('two'));
  await first.stopped;
  socket.terminate();
  await second.stopped;
});

test('a subscription that follows a query: it is not told the answer of that, and can be completed', async () => {
  const { socket, atOnce, ...raw } = await open();
  atOnce(() => {
    raw.subscribe('a', '{ pending }');
    raw.send(complete);
    raw.subscribe('a', toWords());
  });
  const words = await probe.nextWords();
  words.say('one');
  assert.deepEqual(await raw.next(), wordIs('one'));
  raw.send(complete);
  await words.stopped;
  socket.terminate();
});

test('one that is completed while it waits for its id never begins: the one after it does', async () => {
  const { socket, atOnce, ...raw } = await open();
  atOnce(() => {
    raw.subscribe('a', toWords());
    for (const query of ['mutation { say(word: "no") }', '{ hello }', toWords()]) {
      raw.send(complete);
      raw.subscribe('a', query);
    }
  });
  await (await probe.nextWords()).stopped;
  const words = await probe.nextWords();
  words.say('one');
  assert.deepEqual(await raw.next(), wordIs('one'));
  assert.deepEqual(probe.said, []);
  socket.terminate();
  await words.stopped;
});

test('the id of one that waits for it, once more: 4409', async () => {
  const { socket, atOnce, ...raw } = await open();
  atOnce(() => {
    raw.subscribe('a', toWords());
    raw.send(complete);
    raw.subscribe('a', toWords());
    raw.subscribe('a', toWords());
  });
  assert.equal((await once(socket, 'close'))[0], 4409);
  await (await probe.nextWords()).stopped;
});
