import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { serverAudits } from 'graphql-http';
import { type Probe, serveProbe } from './probe.ts';

/** Every audit of the GraphQL over HTTP specification, what a server MAY do included: none is left out. */

let probe: Probe;
before(async () => {
  probe = await serveProbe();
});
after(() => probe[Symbol.asyncDispose]());

const audits = serverAudits({ url: () => probe.url });

test('there are audits of what a server must, should and may do', () => {
  const levels = audits.map(({ name }) => name.split(' ', 1)[0]);
  assert.deepEqual(new Set(levels), new Set(['MUST', 'SHOULD', 'MAY']));
});

for (const { id, name, fn } of audits) {
  test(`${id}: ${name}`, async () => {
    const result = await fn();
    assert.equal(result.status, 'ok', 'reason' in result ? result.reason : undefined);
  });
}
