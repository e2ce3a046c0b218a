import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Problem } from '../content/problem.ts';
import type { LawBase } from '../law/law-base.ts';
import { LAW_FORMATS, type LawFormat, readLawFile } from '../law/read-law-file.ts';
import type { LawText } from '../model/law.ts';
import type { Store } from '../store/store.ts';
import type { Io } from './io.ts';
import { answerLines } from './json-lines.ts';

export const usage = `law import FILE [--law NUMBER] [--name NAME] [--source URL]
  loads a statute in its official layout (.txt, .html, .docx), or articles as .jsonl {"law","article","title","text"}: all or nothing.
  A law takes the place of the one with its number. --law and --name: where the text does not say them; --source: where it is published
law search --jsonl
  stdin: {"id","question"} a line; stdout, same order, {"id","results":[{"law","article","score","snippet"}]}, at most ten
law list
  the laws there are
law remove NUMBER
  takes a law out`;

type Output = Pick<Io, 'stdout' | 'stderr' | 'stdin'>;
type Parts = { store(): Promise<Store>; laws(): Promise<LawBase> };

/** 0 when done, 1 when something is wrong with the file or a line, 2 when the command is. */
export async function run(args: string[], io: Output, parts: Parts): Promise<number> {
  const wanted = readArgs(args);
  switch (wanted.command) {
    case 'import':
      return importFile(wanted, io, await parts.store());
    case 'search':
      return search(io, await parts.laws());
    case 'list':
      return list(io, await parts.store());
    case 'remove':
      return remove(wanted.law, io, await parts.store());
    case 'help':
      io.stdout(usage);
      return 0;
    case 'none':
      io.stderr(usage);
      return 2;
  }
}

type ImportWanted = { file: string; law: string | null; name: string | null; source: string | null };
type Wanted =
  | ({ command: 'import' } & ImportWanted)
  | { command: 'remove'; law: string }
  | { command: 'search' | 'list' | 'help' | 'none' };

function readArgs(args: string[]): Wanted {
  const options = {
    law: { type: 'string' },
    name: { type: 'string' },
    source: { type: 'string' },
    jsonl: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [command, what, ...more] = positionals;
  const { law = null, name = null, source = null, jsonl = false, help = false } = values;
  if (help) return { command: 'help' };
  const isTold = law !== null || name !== null || source !== null;
  if (command === 'import' && what !== undefined && more.length === 0 && !jsonl)
    return { command, file: what, law, name, source };
  if (isTold || more.length > 0) return { command: 'none' };
  if (command === 'search' && what === undefined && jsonl) return { command };
  if (jsonl) return { command: 'none' };
  if (command === 'list' && what === undefined) return { command };
  return command === 'remove' && what !== undefined ? { command, law: what } : { command: 'none' };
}

/** More is no statute, and would be held in memory as a whole. */
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_NOTES = 20;

async function importFile(wanted: ImportWanted, io: Output, store: Store): Promise<number> {
  const { file, law, name, source } = wanted;
  const format = LAW_FORMATS.find((one) => one === extname(file).toLowerCase());
  const wrong = unusable(wanted, format);
  if (wrong !== null || format === undefined) {
    io.stderr(wrong ?? '');
    return 1;
  }
  const read = { file, bytes: readFileSync(file) };
  const { laws, problems, notes } = await readLawFile(read, format, { law, name, source });
  for (const line of told(notes)) io.stderr(`note: ${line}`);
  for (const line of problems.map(place)) io.stderr(line);
  if (problems.length > 0) {
    io.stderr(`nothing was imported: ${problems.length} to mend`);
    return 1;
  }
  const before = new Map((await store.laws.list()).map((one) => [one.law, one.articles]));
  await store.laws.replace(laws);
  io.stdout(summaryOf(laws, before));
  return 0;
}

const place = ({ file, line, message }: Problem): string => `${file}:${line} ${message}`;

function told(notes: readonly Problem[]): string[] {
  const shown = notes.slice(0, MOST_NOTES).map(place);
  const more = notes.length - shown.length;
  return more > 0 ? [...shown, `${more} more like these`] : shown;
}

function unusable({ file, law, name, source }: ImportWanted, format: LawFormat | undefined): string | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) return `${file} does not exist`;
  if (format === undefined) return `${file} is none of ${LAW_FORMATS.join(', ')}`;
  if (stat.size > MOST_BYTES) return `${file} is larger than ${MOST_BYTES / 1024 / 1024} MiB`;
  if (format === '.jsonl' && (law !== null || name !== null))
    return 'the lines of a .jsonl name their laws themselves: --law and --name are for texts';
  if (source !== null && !z.url({ protocol: /^https?$/ }).safeParse(source).success)
    return `--source ${source} is not an address (https://…)`;
  return null;
}

function summaryOf(laws: readonly LawText[], before: ReadonlyMap<string, number>): string {
  const articles = laws.reduce((sum, one) => sum + one.articles.length, 0);
  const [only] = laws;
  const replaced = laws.filter(({ law }) => before.has(law)).length;
  const was = only && laws.length === 1 ? before.get(only.law) : undefined;
  const instead = was === undefined ? '' : ` (in place of ${was})`;
  if (only && laws.length === 1)
    return `imported ${only.law}${only.name ? `, ${only.name}` : ''}: ${count(articles, 'article')}${instead}`;
  return `imported ${count(laws.length, 'law')}, ${count(articles, 'article')}; ${replaced} of the laws were there before`;
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

const question = z.object({ id: z.union([z.string(), z.number()]), question: z.string() });
const MOST_RESULTS = 10;

async function search(io: Output, base: LawBase): Promise<number> {
  const laws = await base.current();
  if (laws.size === 0) io.stderr('no law was imported yet: law import FILE');
  return answerLines(io.stdin, {
    shape: question,
    says: 'a line is {"id","question"}',
    write: io.stdout,
    answer: ({ id, question: asked }) => {
      const found = laws.search(asked, MOST_RESULTS);
      const results = found.map(({ law, article, score, snippet }) => ({ law, article, score, snippet }));
      return { id, results };
    },
  });
}

async function list(io: Output, store: Store): Promise<number> {
  const laws = await store.laws.list();
  for (const { law, name, source, articles, importedAt } of laws)
    io.stdout(
      [law, name ?? '', count(articles, 'article'), importedAt.toISOString(), source ?? ''].join('\t').trim(),
    );
  io.stderr(count(laws.length, 'law'));
  return 0;
}

async function remove(law: string, io: Output, store: Store): Promise<number> {
  const isRemoved = await store.laws.remove(law.normalize('NFC'));
  if (isRemoved) io.stdout(`removed ${law}`);
  else io.stderr(`there is no law ${law}: law list names them`);
  return isRemoved ? 0 : 1;
}
