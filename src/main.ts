#!/usr/bin/env node
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createApp } from './app.ts';
import { commands } from './cli/commands.ts';
import type { Io } from './cli/io.ts';
import { UsageError } from './cli/usage-error.ts';
import { loadConfig, loadDemoConfig } from './config.ts';
import { AppError } from './errors.ts';
import { createLog } from './log.ts';
import { realWorld } from './world.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const io: Io = {
  stdout: (line) => process.stdout.write(`${line}\n`),
  stderr: (line) => process.stderr.write(`${line}\n`),
  stdin: {
    [Symbol.asyncIterator]: () =>
      createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator](),
  },
  isTerminal: process.stdin.isTTY === true && process.stdout.isTTY === true,
  root,
};

/** The process's exit code: 0 done, 1 a failure that is explained, 2 wrong usage. */
async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  const command = commands.find((one) => one.name === name);
  if (!command) return explain(name);
  const { usage, run } = await command.load();
  if (rest.includes('--help') || rest.includes('-h')) {
    io.stdout(usage);
    return 0;
  }
  const isDemo = command.name === 'serve' && rest.includes('--demo');
  const config = isDemo ? loadDemoConfig(process.env) : loadConfig(process.env);
  const quiet = command.name === 'serve' ? config.LOG_LEVEL : 'error';
  const app = createApp({
    config,
    root,
    world: realWorld,
    log: createLog(process.env.LOG_LEVEL ? config.LOG_LEVEL : quiet),
  });
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
  // Timers of the world keep no process alive; a command that only waits (for a lease, a store) must not end silently.
  const alive = setInterval(() => {}, 60_000);
  try {
    return await run(rest, { io, app, stopped, storeIsChosen: Boolean(process.env.STORE_URL) });
  } finally {
    clearInterval(alive);
    await app.close();
  }
}

function explain(name: string | undefined): number {
  const asked = name === undefined || name === '--help' || name === '-h' || name === 'help';
  const print = asked ? io.stdout : io.stderr;
  if (!asked) print(`no such command: ${name}`);
  print('usage: cau-noi <command> [--help]');
  for (const command of commands) print(`  ${command.name.padEnd(11)} ${command.does}`);
  return asked && name !== undefined ? 0 : 2;
}

/** Waits until what was written has left, so that a pipe loses nothing. */
const flushed = (stream: NodeJS.WriteStream) =>
  new Promise<void>((resolve) => stream.write('', () => resolve()));

void main(process.argv.slice(2))
  .catch((error: unknown) => {
    const isForeseen = error instanceof AppError || isUsage(error);
    io.stderr(
      isForeseen && error instanceof Error
        ? error.message
        : String(error instanceof Error ? error.stack : error),
    );
    return isUsage(error) ? 2 : 1;
  })
  .then(async (code) => {
    await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
    process.exit(code);
  });

const isUsage = (error: unknown): boolean =>
  error instanceof UsageError ||
  (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
