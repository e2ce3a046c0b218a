import { type Cite, citingIn } from './citing.ts';
import type { Library } from './library.ts';
import type { Problem } from './problem.ts';

type Place = Cite & { file: string };

type Law = Library['laws']['laws'][string];

const LAWS = 'content/laws.yaml';

/** Citations name a law and an article we know, in force for all the days they are meant for; every law listed is cited. */
export function checkLaws(library: Library, today: string): Problem[] {
  const places = citationsIn(library, today);
  return [...places.flatMap((place) => checkCitation(library, place)), ...uncited(library, places)];
}

const citationsIn = (library: Library, today: string): Place[] =>
  citingIn(library, today).flatMap(({ file, cites }) => cites.map((cite) => ({ file, ...cite })));

function checkCitation({ laws }: Library, { file, line, cited, span }: Place): Problem[] {
  return wrongWith(laws.laws[cited.law], cited, span).map((message) => ({ file, line: line(), message }));
}

function wrongWith(
  law: Law | undefined,
  { law: name, article }: Cite['cited'],
  span: Cite['span'],
): string[] {
  if (law === undefined) return [`cites ${name}, which laws.yaml does not know`];
  const isAfter = (day: string) => span.to === undefined || span.to > day;
  const ended = law.ended.filter(
    ({ on, articles }) => articles.includes(article) && (isAfter(on) || span.to === on),
  );
  return [
    ...(article === '' || law.articles.includes(article)
      ? []
      : [`cites article ${article} of ${name}, which laws.yaml does not list`]),
    ...(span.from < law.from
      ? [`cites ${name} from ${span.from}, but it is in force only from ${law.from}`]
      : []),
    ...(law.to !== undefined && isAfter(law.to) ? [`cites ${name} after ${law.to}, its last day`] : []),
    ...ended.map(({ by, on }) => `cites article ${article} of ${name}, which ${by} ended on ${on}`),
  ];
}

function uncited({ laws, lineOf }: Library, places: readonly Place[]): Problem[] {
  const cited = new Set(places.flatMap(({ cited: { law, article } }) => [law, `${law} ${article}`]));
  return Object.entries(laws.laws).flatMap(([law, { articles }]) => {
    if (!cited.has(law))
      return [{ file: LAWS, line: lineOf(LAWS, ['laws', law]), message: `nothing cites ${law}` }];
    return articles.flatMap((article, index) =>
      cited.has(`${law} ${article}`)
        ? []
        : [
            {
              file: LAWS,
              line: lineOf(LAWS, ['laws', law, 'articles', index]),
              message: `nothing cites article ${article} of ${law}`,
            },
          ],
    );
  });
}
