import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Whether the mark that each build sets last is newer than every source file. Looking takes as long as starting a thread, so that a run of
 * tests looks once and tells its processes by BUILD_IS_NEW.
 */
export function isBuildNew() {
  const told = process.env.BUILD_IS_NEW;
  return told ? told === 'yes' : look();
}

function look() {
  const source = fileURLToPath(new URL('./', import.meta.url));
  const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const built = changed(`${source}../dist/built`);
  const files = readdirSync(source, { recursive: true }).filter((name) => /\.tsx?$/.test(name));
  return files.every((name) => built > changed(`${source}${name}`));
}
