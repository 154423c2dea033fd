import { defineConfig } from 'rolldown';

/** A few files, which load in half the time of hundreds, and take less memory minified. What others share with an entry is in it. */
const bundle = (input, output) => ({
  input,
  preserveEntrySignatures: 'allow-extension',
  platform: 'node',
  external: ['koffi', '@graphql-yoga/render-graphiql'],
  output: {
    dir: 'dist',
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    dynamicImportInCjs: false,
    minify: true,
    sourcemap: true,
    ...output,
  },
});

/**
 * For a shell, which starts node with the file that it reads, and for node, to which the second line is a string and a comment.
 * A query is over so soon that more than one thread of V8's takes more from it than it gives, by 8 % on two CPUs. So does a
 * young generation that grows: V8 would then mark 13 MB that live until the end, and touch 8 MB more, 6 %. A shell cannot
 * tell subscriptions from it: they have little for those threads to do.
 */
const start = `#!/bin/sh
':' //; case "$1" in query) exec node --v8-pool-size=1 --max-semi-space-size=4 "$0" "$@";; *) exec node "$0" "$@";; esac`;

/** What loads the program, the program, and its threads: together, each piece that two of them need would be a file more. */
export default defineConfig([
  bundle({ main: 'src/published.ts' }, { cleanDir: true, postBanner: start }),
  bundle('src/run.ts'),
  bundle([
    'src/procfs/connector-reader.ts',
    'src/procfs/kallsyms-reader.ts',
    'src/procfs/reader.ts',
    'src/procfs/sampling-reader.ts',
    'src/server/graphiql-thread.ts',
  ]),
]);
