import { within } from './day.ts';
import type { CitationWithClause, Laws } from './shapes.ts';

/**
 * Why a citation cannot carry an answer for this day, or null when it can: unknown, not in force then, or amended by then and
 * not read again since (`reviewed`).
 */
export function whyNot(laws: Laws, cited: CitationWithClause, day: string, reviewed: string): string | null {
  const law = laws.laws[cited.law];
  if (law === undefined) return `${cited.law} is not in laws.yaml`;
  if (cited.article !== '' && !law.articles.includes(cited.article))
    return `laws.yaml lists no article ${cited.article} of ${cited.law}`;
  if (!within(day, law)) return `${cited.law} is not in force on ${day}`;
  const change = law.amended.find(
    ({ on, articles }) => articles.includes(cited.article) && reviewed < on && on <= day,
  );
  return change ? `${cited.law} article ${cited.article} was changed by ${change.by} on ${change.on}` : null;
}

/** One line under the answer: each law once, its articles in the order they are cited. */
export function citationLine(laws: Laws, cited: readonly CitationWithClause[]): string {
  const articles = new Map<string, string[]>();
  for (const { law, article } of cited) {
    const known = articles.get(law) ?? [];
    if (!known.includes(article)) articles.set(law, [...known, article]);
  }
  const said = [...articles].map(
    ([law, list]) => `${laws.laws[law]?.short ?? law}, ${articleList(laws, list)}`,
  );
  return laws.words.line.replace('{laws}', said.join('; '));
}

/** "Điều 98 và 112"; what has no number (an annex) stands by its own name, last. */
function articleList(laws: Laws, list: readonly string[]): string {
  const numbers = list.filter((article) => /^\d/.test(article));
  const names = list.filter((article) => article !== '' && !/^\d/.test(article));
  const join = (words: string[]) => words.join(', ').replace(/, ([^,]*)$/, `${laws.words.and}$1`);
  return join([...(numbers.length > 0 ? [laws.words.article.replace('{n}', join(numbers))] : []), ...names]);
}
