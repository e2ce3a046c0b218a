// Adds what tsc does not emit: the pages' static files, where worker threads begin, the store's thread as one file, and the model of
// the phrases in intents/.
import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

for (const path of ['http/public', 'console/public', 'thread.mjs'])
  if (existsSync(`src/${path}`)) cpSync(`src/${path}`, `dist/${path}`, { recursive: true });

// Each opening of the embedded store starts two threads: as one file they are ready in half the time.
await build({
  entryPoints: ['src/store/sqlite/thread.ts'],
  outfile: 'dist/store/sqlite/thread.bundle.js',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'bundle',
  external: ['libsql'],
  logLevel: 'warning',
});

const { learn } = await import('../dist/learn.js');
await learn({ root: '.', world: { now: () => new Date() }, models: ['dist/models'] });

// When this was: `built.mjs` asks whether the build is as new as the source.
writeFileSync('dist/built', '');
