import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const HERE = import.meta.dirname;

/** A program of the tests, `path` from tests/, as one file of JavaScript, which starts in half the time. Suites side by side make the same. */
export async function bundleChild(path: string): Promise<string> {
  const out = join(HERE, '../dist/children', `${path.replaceAll('/', '-')}.js`);
  await promisify(execFile)(process.execPath, [join(HERE, 'bundle-child.mjs'), join(HERE, path), out]);
  return out;
}

/** A process of its own. */
export type Child = {
  process: ChildProcess;
  /** Its output, line by line, to be read once. */
  lines: AsyncIterableIterator<string>;
  /** What it said on stderr so far. */
  complaints(): string;
};

/** Runs what `bundleChild` made. */
export function startChild(file: string, ...args: string[]): Child {
  const child = spawn(process.execPath, ['--no-warnings', file, ...args], {
    stdio: 'pipe',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { process: child, lines, complaints: () => said };
}

export async function nextLine(child: Child): Promise<string> {
  const { value, done } = await child.lines.next();
  if (done) throw new Error(`a process ended early: ${child.complaints()}`);
  return value;
}
