import { type Cite, citingIn } from './citing.ts';
import type { Library } from './library.ts';
import type { Problem } from './problem.ts';

type Place = Cite & { file: string };

const LAWS = 'content/laws.yaml';

/** Citations name a law and an article we know, in force for all the days they are meant for; every law listed is cited. */
export function checkLaws(library: Library, today: string): Problem[] {
  const places = citationsIn(library, today);
  return [...places.flatMap((place) => checkCitation(library, place)), ...uncited(library, places)];
}

const citationsIn = (library: Library, today: string): Place[] =>
  citingIn(library, today).flatMap(({ file, cites }) => cites.map((cite) => ({ file, ...cite })));

function checkCitation({ laws }: Library, { file, line, cited, span }: Place): Problem[] {
  const law = laws.laws[cited.law];
  if (law === undefined)
    return [{ file, line, message: `cites ${cited.law}, which laws.yaml does not know` }];
  const problems: Problem[] = [];
  if (cited.article !== '' && !law.articles.includes(cited.article))
    problems.push({
      file,
      line,
      message: `cites article ${cited.article} of ${cited.law}, which laws.yaml does not list`,
    });
  if (span.from < law.from)
    problems.push({
      file,
      line,
      message: `cites ${cited.law} from ${span.from}, but it is in force only from ${law.from}`,
    });
  if (law.to !== undefined && (span.to === undefined || span.to > law.to))
    problems.push({ file, line, message: `cites ${cited.law} after ${law.to}, its last day` });
  for (const { on, articles, by } of law.ended)
    if (articles.includes(cited.article) && (span.to === undefined || span.to >= on))
      problems.push({
        file,
        line,
        message: `cites article ${cited.article} of ${cited.law}, which ${by} ended on ${on}`,
      });
  return problems;
}

function uncited({ laws, lineOf }: Library, places: readonly Place[]): Problem[] {
  const cited = new Set(places.flatMap(({ cited: { law, article } }) => [law, `${law} ${article}`]));
  return Object.entries(laws.laws).flatMap(([law, { articles }]) => {
    const line = lineOf(LAWS, ['laws', law]);
    if (!cited.has(law)) return [{ file: LAWS, line, message: `nothing cites ${law}` }];
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
