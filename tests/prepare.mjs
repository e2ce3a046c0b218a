import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { isBuildNew } from '../src/built.mjs';

/** Before a run of tests: whether its worker threads may start from the build, and the model that the build trained is handed over. */
export default function prepare() {
  const isNew = isBuildNew();
  process.env.BUILD_IS_NEW = isNew ? 'yes' : 'no';
  if (!isNew) return;
  const script = join(import.meta.dirname, 'hand-over-model.ts');
  execFileSync(process.execPath, ['--import', 'tsx', '--no-warnings', script], { stdio: 'inherit' });
}
