// Copies what tsc does not emit: the pages' static files and the bootstrap of worker threads.
import { cpSync, existsSync } from 'node:fs';

for (const path of ['http/public', 'console/public', 'store/sqlite/thread.mjs'])
  if (existsSync(`src/${path}`)) cpSync(`src/${path}`, `dist/${path}`, { recursive: true });
