import { defineConfig } from 'rolldown';

/** The published program: a few files, which load in half the time of hundreds, and take less memory minified. */
export default defineConfig({
  input: [
    'src/main.ts',
    'src/procfs/connector-reader.ts',
    'src/procfs/kallsyms-reader.ts',
    'src/procfs/reader.ts',
    'src/procfs/sampling-reader.ts',
    'src/server/graphiql-thread.ts',
  ],
  platform: 'node',
  external: ['koffi', '@graphql-yoga/render-graphiql'],
  output: { dir: 'dist', cleanDir: true, minify: true, sourcemap: true },
});
