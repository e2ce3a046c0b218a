import { z } from 'zod';
import type { Problem } from '../content/problem.ts';
import type { LawArticle, LawText } from '../model/law.ts';
import { type ArticleNumber, isAfter, isNext } from './headings.ts';
import type { ParsedLaws } from './parse-statute.ts';
import { tidy } from './read-lines.ts';

const name = z.string().trim().min(1);
const row = z.object({
  law: name,
  article: z.union([name, z.int().min(1)]).transform(String),
  title: z.string(),
  text: z.string(),
});
type Row = z.infer<typeof row> & { line: number };

const SHAPE = 'a line is {"law","article","title","text"}';

/** Articles of any number of laws, a line each. */
export function parseLawLines(text: string, file: string, source: string | null): ParsedLaws {
  const problems: Problem[] = [];
  const byLaw = new Map<string, Row[]>();
  for (const [at, written] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (written.trim() === '') continue;
    const read = readRow(written);
    if ('error' in read) problems.push({ file, line: at + 1, message: read.error });
    else byLaw.set(read.law, [...(byLaw.get(read.law) ?? []), { ...read, line: at + 1 }]);
  }
  if (byLaw.size === 0 && problems.length === 0)
    problems.push({ file, line: 1, message: 'there is no article in it' });
  problems.push(...[...byLaw.values()].flatMap((rows) => twice(rows, file)));
  const notes = [...byLaw.values()].flatMap((rows) => remarks(rows, file));
  const laws = problems.length > 0 ? [] : [...byLaw].map(([law, rows]) => toLaw(law, rows, source));
  return { laws, problems, notes };
}

function readRow(written: string): z.infer<typeof row> | { error: string } {
  let value: unknown;
  try {
    value = JSON.parse(written);
  } catch {
    return { error: `not JSON: ${SHAPE}` };
  }
  const parsed = row.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { error: `${SHAPE}; ${issue?.path.join('.') || 'the line'}: ${issue?.message}` };
  }
  const { law, article, title, text } = parsed.data;
  return { law: tidy(law), article: tidy(article), title: oneLine(title), text: manyLines(text) };
}

const oneLine = (text: string): string => tidy(text).replace(/\s+/gu, ' ').trim();
const manyLines = (text: string): string =>
  tidy(text)
    .split(/[\n\f]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');

function twice(rows: readonly Row[], file: string): Problem[] {
  const seen = new Map<string, number>();
  return rows.flatMap(({ law, article, line }) => {
    const first = seen.get(article);
    seen.set(article, first ?? line);
    const message = `article ${article} of ${law} stands twice, on line ${first} too`;
    return first === undefined ? [] : [{ file, line, message }];
  });
}

/** What is missing between numbers, and articles without a word. */
function remarks(rows: readonly Row[], file: string): Problem[] {
  const notes: Problem[] = [];
  let last: ArticleNumber | null = null;
  for (const { law, article, text, line } of rows) {
    if (text === '') notes.push({ file, line, message: `article ${article} of ${law} has no text` });
    const number = numberOf(article);
    if (!number) continue;
    if (last !== null && !isNext(number, last))
      notes.push({ file, line, message: `article ${article} of ${law} follows ${last.n}${last.letters}` });
    if (isAfter(number, last)) last = number;
  }
  return notes;
}

function numberOf(article: string): ArticleNumber | null {
  const [, n, letters = ''] = /^(\d+)([a-zđ]*)$/u.exec(article) ?? [];
  return n === undefined ? null : { n: Number(n), letters };
}

const toLaw = (law: string, rows: readonly Row[], source: string | null): LawText => ({
  law,
  name: null,
  source,
  articles: rows.map(({ article, title, text }): LawArticle => ({ article, title, text, heading: '' })),
});
