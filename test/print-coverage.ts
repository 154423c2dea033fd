import { coverageTable } from './coverage.ts';

/** `npm run coverage`: which fields each file of procfs becomes, for schema/files.md. */
process.stdout.write(coverageTable());
