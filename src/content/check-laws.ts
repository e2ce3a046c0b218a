import { type Library, servedBy } from './library.ts';
import type { Answer } from './parse-answer.ts';
import type { Problem } from './problem.ts';
import type { CitationWithClause } from './shapes.ts';

type Span = { from: string; to?: string | undefined };
type Place = { file: string; line: number; cited: CitationWithClause; span: Span };

const LAWS = 'content/laws.yaml';

/** Citations name a law and an article we know, in force for all the days they are meant for; every law listed is cited. */
export function checkLaws(library: Library, today: string): Problem[] {
  const places = citationsIn(library, today);
  return [...places.flatMap((place) => checkCitation(library, place)), ...uncited(library, places)];
}

function citationsIn(library: Library, today: string): Place[] {
  const { figures, places, lineOf } = library;
  const ofAnswers = servedBy(library).flatMap((answer) => [
    ...ofAnswer(answer, 'citations', today),
    ...ofAnswer(answer, 'moreCitations', today),
  ]);
  const ofFigures = Object.entries(figures.figures).flatMap(([id, figure]) =>
    figure.values.flatMap((value, index) => {
      const line = lineOf('content/figures.yaml', ['figures', id, 'values', index]);
      return value.citation
        ? [{ file: 'content/figures.yaml', line, cited: value.citation, span: value }]
        : [];
    }),
  );
  const ofPlaces = places.zones.map((zones, index) => ({
    file: 'content/places.yaml',
    line: lineOf('content/places.yaml', ['zones', index, 'citation']),
    cited: zones.citation,
    span: zones,
  }));
  const ofCalculators = [...library.calculators.values()].flatMap(({ citations, file, lineOf: at }) =>
    citations.map((cited, index) => ({
      file,
      line: at(['citations', index]),
      cited,
      span: { from: today, to: today },
    })),
  );
  return [...ofAnswers, ...ofFigures, ...ofPlaces, ...ofCalculators];
}

/** An answer without an end is meant for today at least: a law that ends later is the day's business (see `content due`). */
function ofAnswer(answer: Answer, key: 'citations' | 'moreCitations', today: string): Place[] {
  const to = answer.validTo ?? (answer.validFrom > today ? answer.validFrom : today);
  return answer[key].map((cited, index) => ({
    file: answer.file,
    line: answer.lineOf([key, index]),
    cited,
    span: { from: answer.validFrom, to },
  }));
}

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
