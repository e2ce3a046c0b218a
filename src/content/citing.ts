import { type Library, servedBy } from './library.ts';
import type { Answer } from './parse-answer.ts';
import type { CitationWithClause } from './shapes.ts';

type Span = { from: string; to?: string | undefined };
/** One citation, the days it is meant for, and where it stands: worked out when asked, for that reads the file again. */
export type Cite = { cited: CitationWithClause; line(): number; span: Span };

/** Something of ours that rests on the law, whatever its kind: when a law ends or changes, it is found through this. */
export type Citing = {
  kind: 'answer' | 'rumour' | 'programme' | 'calculator' | 'figure' | 'places';
  id: string;
  /** How people who edit it call it. */
  title: string;
  file: string;
  /** Line to begin with. */
  line(): number;
  /** When somebody last held it against the sources. */
  reviewed: string;
  cites: Cite[];
};

type Kind = (library: Library, today: string) => Citing[];

/** A further kind that cites is one more line here; check, due and console then know it. */
const KINDS: readonly Kind[] = [answersIn, programmesIn, calculatorsIn, figuresIn, placesIn];

/** Everything that cites a law. */
export const citingIn = (library: Library, today: string): Citing[] =>
  KINDS.flatMap((kind) => kind(library, today));

function answersIn(library: Library, today: string): Citing[] {
  return servedBy(library).map((answer) => ({
    kind: library.rumours.has(answer.id) ? ('rumour' as const) : ('answer' as const),
    id: answer.id,
    title: answer.title,
    file: answer.file,
    line: () => answer.lineOf(['reviewed']),
    reviewed: answer.reviewed,
    cites: [...ofAnswer(answer, 'citations', today), ...ofAnswer(answer, 'moreCitations', today)],
  }));
}

/** An answer without an end is meant for today at least: a law that ends later is the day's business (see `content due`). */
function ofAnswer(answer: Answer, key: 'citations' | 'moreCitations', today: string): Cite[] {
  const to = answer.validTo ?? (answer.validFrom > today ? answer.validFrom : today);
  return answer[key].map((cited, index) => ({
    cited,
    line: () => answer.lineOf([key, index]),
    span: { from: answer.validFrom, to },
  }));
}

function programmesIn({ programmes }: Library, today: string): Citing[] {
  return [...programmes.values()].map(({ name, title, file, reviewed, citations, lineOf }) => ({
    kind: 'programme' as const,
    id: name,
    title,
    file,
    line: () => lineOf(['reviewed']),
    reviewed,
    cites: meantFor(today, citations, lineOf),
  }));
}

function calculatorsIn({ calculators }: Library, today: string): Citing[] {
  return [...calculators.values()].map(({ name, title, file, reviewed, citations, lineOf }) => ({
    kind: 'calculator' as const,
    id: name,
    title,
    file,
    line: () => lineOf(['reviewed']),
    reviewed,
    cites: meantFor(today, citations, lineOf),
  }));
}

/** Citations of what has no days of its own: they have to hold on the day it is served. */
const meantFor = (
  day: string,
  citations: readonly CitationWithClause[],
  lineOf: (path: PropertyKey[]) => number,
): Cite[] =>
  citations.map((cited, index) => ({
    cited,
    line: () => lineOf(['citations', index]),
    span: { from: day, to: day },
  }));

const FIGURES = 'content/figures.yaml';

function figuresIn({ figures, lineOf }: Library): Citing[] {
  return Object.entries(figures.figures).map(([id, figure]) => ({
    kind: 'figure' as const,
    id,
    title: figure.about,
    file: FIGURES,
    line: () => lineOf(FIGURES, ['figures', id]),
    reviewed: figure.reviewed ?? figures.reviewed,
    cites: figure.values.flatMap((value, index) =>
      value.citation
        ? [
            {
              cited: value.citation,
              line: () => lineOf(FIGURES, ['figures', id, 'values', index]),
              span: value,
            },
          ]
        : [],
    ),
  }));
}

const PLACES = 'content/places.yaml';

function placesIn({ places, figures, lineOf }: Library): Citing[] {
  return places.zones.map((zones, index) => ({
    kind: 'places' as const,
    id: `zones-${zones.from}`,
    title: 'Zones of the minimum wage',
    file: PLACES,
    line: () => lineOf(PLACES, ['zones', index]),
    reviewed: zones.reviewed ?? figures.reviewed,
    cites: [{ cited: zones.citation, line: () => lineOf(PLACES, ['zones', index, 'citation']), span: zones }],
  }));
}
