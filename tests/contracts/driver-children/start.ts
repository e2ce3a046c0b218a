import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A process of its own that runs one of the scripts beside this file. */
export type Child = {
  process: ChildProcess;
  /** Its output, line by line, to be read once. */
  lines: AsyncIterableIterator<string>;
  /** What it said on stderr so far. */
  complaints(): string;
};

export function startChild(script: 'claim.ts' | 'insert.ts', ...args: string[]): Child {
  const path = fileURLToPath(new URL(`./${script}`, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], { stdio: 'pipe' });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { process: child, lines, complaints: () => said };
}
