// Adds what tsc does not emit: the pages' static files, the bootstrap of worker threads, and the model of the phrases in intents/.
import { cpSync, existsSync, writeFileSync } from 'node:fs';

for (const path of ['http/public', 'console/public', 'thread.mjs'])
  if (existsSync(`src/${path}`)) cpSync(`src/${path}`, `dist/${path}`, { recursive: true });

const { learn } = await import('../dist/learn.js');
await learn({ root: '.', world: { now: () => new Date() }, models: ['dist/models'] });

// When this was: `thread.mjs` asks whether the build is as new as the source.
writeFileSync('dist/built', '');
