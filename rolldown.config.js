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

/** What loads the program, the program, and its threads: together, each piece that two of them need would be a file more. */
export default defineConfig([
  bundle({ main: 'src/published.ts' }, { cleanDir: true }),
  bundle('src/run.ts'),
  bundle([
    'src/procfs/connector-reader.ts',
    'src/procfs/kallsyms-reader.ts',
    'src/procfs/reader.ts',
    'src/procfs/sampling-reader.ts',
    'src/server/graphiql-thread.ts',
  ]),
]);
