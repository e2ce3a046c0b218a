import { z } from 'zod';
import type { Problem } from '../content/problem.ts';
import type { LawArticle, LawText } from '../model/law.ts';
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

/** Numbers that are missing between the first and the last, and articles without a word. The lines may stand in any order. */
function remarks(rows: readonly Row[], file: string): Problem[] {
  const empty = rows
    .filter(({ text }) => text === '')
    .map(({ law, article, line }) => ({ file, line, message: `article ${article} of ${law} has no text` }));
  const [first] = rows;
  const missing = gapsIn(rows.map(({ article }) => Number.parseInt(article, 10)));
  if (!first || missing.length === 0) return empty;
  const message = `${first.law} has no article ${missing.join(', ')}`;
  return [{ file, line: first.line, message }, ...empty];
}

function gapsIn(articles: readonly number[]): string[] {
  const numbers = [...new Set(articles.filter((n) => !Number.isNaN(n)))].sort((a, b) => a - b);
  return numbers.flatMap((n, at) => {
    const before = numbers[at - 1] ?? n - 1;
    if (n - before < 2) return [];
    return n - before === 2 ? [`${before + 1}`] : [`${before + 1}–${n - 1}`];
  });
}

const toLaw = (law: string, rows: readonly Row[], source: string | null): LawText => ({
  law,
  name: null,
  source,
  articles: rows.map(({ article, title, text }): LawArticle => ({ article, title, text, heading: '' })),
});
