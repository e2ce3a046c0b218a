import type { Problem } from '../content/problem.ts';
import type { Law, LawArticle, LawText } from '../model/law.ts';
import { readPreamble } from './law-preamble.ts';
import { splitFurniture } from './page-furniture.ts';
import type { Line } from './read-lines.ts';
import { type SplitLaw, splitLaw } from './split-law.ts';
import { titleAndText } from './title-and-text.ts';

/** What a file is said to hold; what is null is read from its first lines. */
export type Told = { law: string | null; name: string | null; source: string | null };

/** Laws of one file. While there are problems nothing of it may be used; `notes` are worth a look and stop nothing. */
export type ParsedLaws = { laws: LawText[]; problems: Problem[]; notes: Problem[] };

/** Reads a law in its official layout: chapters, sections, articles, clauses, points; pages, signatures and annexes around them. */
export function parseStatute(all: readonly Line[], file: string, told: Told): ParsedLaws {
  const { law: lines, furniture } = splitFurniture(all);
  const split = splitLaw(lines);
  const problems: Problem[] = split.problems.map((one) => ({ file, ...one }));
  const law = lawOf(split, told);
  if (law.law === '')
    problems.unshift({
      file,
      line: 1,
      message: 'the number of the law is not in the text: give it with --law',
    });
  if (split.parts.length === 0)
    problems.push({ file, line: lines[0]?.n ?? 1, message: 'there is no article in it ("Điều 1. …")' });
  const articles = split.parts.map(({ name, title, heading, lines: body }): LawArticle => {
    return { article: name, heading, ...titleAndText(title, body) };
  });
  const notes = [
    ...split.notes.map((one) => ({ file, ...one })),
    ...emptyParts(split, articles).map((one) => ({ file, ...one })),
    ...leftOut(furniture, 'of page numbers, heads and feet').map((one) => ({ file, ...one })),
    ...leftOut(split.ending, 'of signatures and recipients').map((one) => ({ file, ...one })),
  ];
  return problems.length > 0
    ? { laws: [], problems, notes }
    : { laws: [{ ...law, articles }], problems, notes };
}

function lawOf({ preamble }: SplitLaw, told: Told): Law {
  const read = readPreamble(preamble);
  return {
    law: (told.law ?? read.law ?? '').normalize('NFC').trim(),
    name: told.name ?? read.name,
    source: told.source,
  };
}

function emptyParts({ parts }: SplitLaw, articles: readonly LawArticle[]) {
  return parts.flatMap(({ name, n }, at) =>
    articles[at]?.text === '' ? [{ line: n, message: `${name} has a title and no text` }] : [],
  );
}

function leftOut(lines: readonly Line[], what: string) {
  const [first] = lines;
  if (!first) return [];
  return [
    { line: first.n, message: `${lines.length} ${lines.length === 1 ? 'line' : 'lines'} ${what} left out` },
  ];
}
