#!/usr/bin/env node
import { enableCompileCache, flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { packageFile } from './package-file.ts';

// Beside what it is compiled from, where whoever could change the one could change the other.
enableCompileCache(fileURLToPath(packageFile('.cache')));
const { main } = await import('./run.ts'); // what is imported in the ordinary way is compiled before this begins
await main(flushCompileCache);
