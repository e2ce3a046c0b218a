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

/** One line under the answer: each law once, its articles in ascending order. */
export function citationLine(laws: Laws, cited: readonly CitationWithClause[]): string {
  const byLaw = new Map<string, Set<string>>();
  for (const { law, article } of cited) byLaw.set(law, (byLaw.get(law) ?? new Set()).add(article));
  const said = [...byLaw].map(([law, articles]) =>
    [laws.laws[law]?.short ?? law, articleList(laws, [...articles])].filter((part) => part !== '').join(', '),
  );
  return laws.words.line.replace('{laws}', said.join('; '));
}

/** "Điều 98 và 112"; what has no number (an annex) stands by its own name, last. */
function articleList(laws: Laws, articles: readonly string[]): string {
  const numbers = articles
    .filter((article) => /^\d/.test(article))
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  const names = articles.filter((article) => /^\D/.test(article));
  const first = numbers.length > 0 ? [laws.words.article.replace('{n}', joined(laws, numbers))] : [];
  return joined(laws, [...first, ...names]);
}

const joined = (laws: Laws, words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')}${laws.words.and}${words.at(-1)}`;
