import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webFrom } from '../../src/cli/web-options.ts';

test('no other origin, unless it is said', () => assert.deepEqual(webFrom({}), { corsOrigins: [] }));

test('origins, with and without a port, of a page and of an extension', () => {
  const origins = ['https://example.org', 'http://localhost:5173', 'http://[::1]:8080', 'chrome-extension://abcdef'];
  assert.deepEqual(webFrom({ 'cors-origin': origins }), { corsOrigins: origins });
});

for (const text of [
  '*',
  'null',
  '',
  'example.org',
  'https://*.example.org',
  'https://example.org/',
  'https://example.org/app',
  'https://example.org?a',
  'https://me@example.org',
  'https://example.org:443',
  'HTTPS://Example.org',
  'file:///',
]) {
  test(`"${text}" is no origin as browsers send it`, () => {
    assert.throws(() => webFrom({ 'cors-origin': ['https://a.example', text] }), {
      name: 'CommandError',
      status: 2,
      message: `--cors-origin must be an origin as browsers send it, such as https://example.org, but was "${text}"`,
    });
  });
}
