import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeStore } from './describe-store.ts';

describeStore('an embedded file', {
  many: 1000,
  async place() {
    const folder = await mkdtemp(join(tmpdir(), 'cau-noi-store-'));
    return { url: `file:${folder}/cau-noi.db`, remove: () => rm(folder, { recursive: true }) };
  },
});
