import assert from 'node:assert/strict';
import { accessSync, constants } from 'node:fs';
import { get, type IncomingHttpHeaders } from 'node:http';
import { delimiter, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright-core';
import { openMachine } from '../src/model/machine.ts';
import { schema } from '../src/schema.ts';
import { type Server, start } from '../src/server/start.ts';

let server: Server;
before(async () => {
  const onFault = (fault: unknown) => {
    throw fault;
  };
  server = await start({ schema, machine: await openMachine('/proc'), host: '127.0.0.1', port: 0, onFault });
});
after(() => server[Symbol.asyncDispose]());

/** As it comes, not decoded. */
function load(headers: Record<string, string>) {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number | undefined;
    headers: IncomingHttpHeaders;
    body: Buffer;
  }>();
  get(server.url, { headers: { accept: 'text/html', ...headers } }, (response) => {
    const { statusCode: status, headers } = response;
    buffer(response).then((body) => resolve({ status, headers, body }), reject);
  }).on('error', reject);
  return promise;
}

for (const [acceptable, coding, decode] of [
  ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
  ['gzip, br;q=0', 'gzip', gunzipSync],
  ['GZIP;q=0.5', 'gzip', gunzipSync],
  ['identity', undefined, (body: Buffer) => body],
] as const) {
  test(`the page for a browser that takes ${acceptable}`, async () => {
    const { status, headers, body } = await load({ 'accept-encoding': acceptable });
    assert.equal(status, 200);
    assert.equal(headers['content-encoding'], coding);
    assert.equal(headers['content-type'], 'text/html; charset=utf-8');
    assert.equal(headers.vary, 'Accept, Accept-Encoding');
    assert.match(decode(body).toString(), /<title>procql<\/title>/);
  });
}

test('a browser that has the page already is not sent it again', async () => {
  const { headers } = await load({});
  const again = await load({ 'if-none-match': String(headers.etag) });
  assert.deepEqual([again.status, again.body.length, again.headers.etag], [304, 0, headers.etag]);
});

test('nothing of a request gets into the page', async () => {
  const response = await fetch(`${server.url}?query={<script>evil`, { headers: { accept: 'text/html' } });
  assert.doesNotMatch(await response.text(), /<script>evil/);
});

/** Where Chromium is: PROCQL_CHROMIUM, or one of the path. */
function findChromium(): string | undefined {
  const { PROCQL_CHROMIUM, PATH = '' } = process.env;
  const places = PATH.split(delimiter).map((directory) => join(directory, 'chromium'));
  return [PROCQL_CHROMIUM, '/usr/bin/chromium', ...places].find((path) => path !== undefined && isExecutable(path));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const executablePath = findChromium();
const skip = executablePath === undefined && 'no Chromium: install one, or say in PROCQL_CHROMIUM where it is';

test('in a browser: a query and a subscription, and no request to anywhere else', { skip }, async () => {
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
  try {
    const page = await browser.newPage();
    const { requests, complaints } = watch(page);
    await page.goto(new URL('/', server.url).href);

    await page.getByRole('tab', { name: 'BiggestProcesses' }).click();
    await execute(page, '"residentBytes"');

    await page.getByRole('tab', { name: 'WatchCpu' }).click();
    const socket = page.waitForEvent('websocket');
    await execute(page, '"processStat"');
    assert.equal((await socket).url(), server.url.replace('http', 'ws'));
    await page.getByRole('button', { name: /^Stop/ }).click();

    const { origin } = new URL(server.url);
    const elsewhere = requests.filter((url) => !url.startsWith(origin) && !url.startsWith(`blob:${origin}`));
    assert.deepEqual(elsewhere, []);
    assert.deepEqual(complaints, []);
  } finally {
    await browser.close();
  }
});

function watch(page: Page) {
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { requests, complaints };
}

/** GraphiQL learns what operation a tab holds a moment after it is shown: who is faster than that must click again. */
async function execute(page: Page, expected: string): Promise<void> {
  const answer = page.locator('.result-window', { hasText: expected });
  const tooEarly = page.locator('.result-window', { hasText: 'Cannot infer operation' });
  do {
    await page.getByRole('button', { name: /^Execute/ }).click();
    await answer.or(tooEarly).waitFor();
  } while (await tooEarly.isVisible());
}
