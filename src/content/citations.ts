import { within } from './day.ts';
import type { CitationWithClause, Laws } from './shapes.ts';

/** Whether a change of these articles, or of the whole law where none are named, touches a citation of this one. */
export const concerns = (articles: readonly string[] | undefined, article: string): boolean =>
  articles === undefined || article === '' || articles.includes(article);

/**
 * Why a citation cannot carry anything of ours for this day, or null when it can: unknown, not in force then, or amended by
 * then and not read again since (`reviewed`).
 */
export function whyNot(laws: Laws, cited: CitationWithClause, day: string, reviewed: string): string | null {
  const { law: number, article } = cited;
  const law = laws.laws[number];
  if (law === undefined) return `${number} is not in laws.yaml`;
  if (article !== '' && !law.articles.includes(article))
    return `laws.yaml lists no article ${article} of ${number}`;
  if (!within(day, law)) return `${number} is not in force on ${day}`;
  // A law cited as a whole stays when one of its articles ends.
  const end = law.ended.find(({ on, articles }) => articles.includes(article) && on <= day);
  if (end) return `${number} article ${article} was ended by ${end.by} on ${end.on}`;
  const change = law.amended.find(
    ({ on, articles }) => concerns(articles, article) && reviewed < on && on <= day,
  );
  return change
    ? `${[number, article].join(' article ').replace(/ article $/, '')} was changed by ${change.by} on ${change.on}`
    : null;
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

/** The older of two reviews: both must have been made since a change. */
export const older = (a: string, b: string): string => (a < b ? a : b);

/** What the registry says about a law that is quoted by its own text: null where it knows of no end and no change until that day. */
export function lawChange(
  laws: Laws,
  { law: number, article }: { law: string; article: string },
  day: string,
): { is: 'ended' | 'changed'; on: string; by: string } | null {
  const law = laws.laws[number];
  if (law === undefined) return null;
  if (law.to !== undefined && law.to < day) return { is: 'ended', on: law.to, by: '' };
  const end = law.ended.find(({ on, articles }) => articles.includes(article) && on <= day);
  if (end) return { is: 'ended', on: end.on, by: end.by };
  const change = law.amended.findLast(({ on, articles }) => concerns(articles, article) && on <= day);
  return change ? { is: 'changed', on: change.on, by: change.by } : null;
}
