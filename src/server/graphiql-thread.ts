import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { packageFile } from '../package-file.ts';
import type { Page } from './graphiql.ts';

/** A thread that makes the page of GraphiQL: 9 MB of script, which neither stops the server nor stays in its memory. */

const operations = fileURLToPath(packageFile('schema/operations'));

function tabs(): { query: string }[] {
  const files = readdirSync(operations).filter((name) => name.endsWith('.graphql'));
  return files.sort().map((name) => ({ query: readFileSync(join(operations, name), 'utf8') }));
}

/** A pulse: logo and icon. */
const mark =
  '<svg xmlns="http://www.w3.org/2000/svg" width="30" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f2630"/>' +
  '<path d="M4 17h6l3-9 5 16 3-7h7" fill="none" stroke="#5fd38d" stroke-width="2.5" stroke-linejoin="round"/></svg>';

/** A tab that is pressed jumps to where it would have slid in from, and the click goes nowhere (GraphiQL 5.2). */
const style = '<style>.graphiql-tab { transform: none !important }</style>';

const html = renderGraphiQL({
  title: 'procql',
  logo: mark,
  favicon: `data:image/svg+xml,${encodeURIComponent(mark)}`,
  subscriptionsProtocol: 'WS',
  defaultTabs: tabs(),
}).replace('</head>', `${style}</head>`);
const script = html.slice(html.indexOf('<script>') + '<script>'.length, html.lastIndexOf('</script>'));
const digest = (text: string) => createHash('sha256').update(text).digest('base64');

const page: Page = {
  etag: `W/"${digest(html)}"`,
  scriptHash: `sha256-${digest(script)}`,
  bodies: {
    br: brotliCompressSync(html, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: html.length },
    }),
    gzip: gzipSync(html),
  },
};
parentPort?.postMessage(page);
