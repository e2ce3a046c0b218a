import { amountsIn } from './check-prose.ts';
import { whyNot } from './citations.ts';
import { fold } from './fold.ts';
import type { Library } from './library.ts';
import type { Problem } from './problem.ts';
import { createProgrammeFinder, phrasesOf } from './programmes.ts';
import { CRITERIA, type ProgrammeSource } from './read-programmes.ts';

const LONGEST_BUBBLE = 600;
/** A bubble also says until when, and in what it is asked for. */
const ROOM = 80;

/** Every programme has its file, names circumstances and laws that exist, fits its bubbles, and is asked for by words of its own. */
export function checkProgrammes(library: Library, today: string): Problem[] {
  const { programmes } = library;
  if (programmes.size === 0) return [];
  return [
    ...[...programmes.values()].flatMap((one) => checkOne(library, one, today)),
    ...twins(library),
    ...unusedCriteria(library),
  ];
}

function checkOne(library: Library, source: ProgrammeSource, today: string): Problem[] {
  const { file, name, topic, says, qualify, citations, reviewed, lineOf } = source;
  const wrong = (path: PropertyKey[], message: string): Problem => ({ file, line: lineOf(path), message });
  const lost = (qualify?.criteria ?? []).flatMap((id, at) =>
    library.criteria.has(id) ? [] : [wrong(['qualify', 'criteria', at], `criteria.yaml has no ${id}`)],
  );
  const amounts = Object.entries(says).flatMap(([id, text]) =>
    amountsIn(text).map((amount) => wrong(['says', id], `"${amount}" should be a figure of figures.yaml`)),
  );
  const cited = citations.flatMap((citation, at) => {
    const why = whyNot(library.laws, citation, today, reviewed);
    return why === null ? [] : [wrong(['citations', at], why)];
  });
  const card = createProgrammeFinder(library, library.laws).programmeCard(name);
  const long = (card?.bubbles ?? []).filter(({ length }) => length > LONGEST_BUBBLE - ROOM);
  return [
    ...(file.endsWith(`/${name}.yaml`)
      ? []
      : [wrong(['name'], `the programme ${name} belongs into ${name}.yaml`)]),
    ...(Object.hasOwn(library.topics, topic)
      ? []
      : [wrong(['topic'], `topics.yaml has no title for ${topic}`)]),
    ...long.map(({ length }) =>
      wrong(['says'], `a bubble is ${length} characters long; it may have ${LONGEST_BUBBLE - ROOM}`),
    ),
    ...lost,
    ...amounts,
    ...cited,
  ];
}

/** No phrase asks for two things. */
function twins({ programmes, answers, calculators }: Library): Problem[] {
  const owners = new Map([
    ...[...answers.values()].flatMap(({ id, asks }) => asks.map((phrase) => [fold(phrase), id] as const)),
    ...[...calculators.values()].flatMap(({ name, asks }) =>
      asks.map((phrase) => [fold(phrase), name] as const),
    ),
  ]);
  return [...programmes.values()].flatMap((one) =>
    phrasesOf(one).flatMap((phrase) => {
      const owner = owners.get(fold(phrase));
      owners.set(fold(phrase), one.name);
      return owner === undefined
        ? []
        : [{ file: one.file, line: one.lineOf(['asks']), message: `"${phrase}" already asks for ${owner}` }];
    }),
  );
}

function unusedCriteria({ programmes, criteria, lineOf }: Library): Problem[] {
  const used = new Set([...programmes.values()].flatMap(({ qualify }) => qualify?.criteria ?? []));
  return [...criteria.keys()].flatMap((id, at) =>
    used.has(id)
      ? []
      : [
          {
            file: CRITERIA,
            line: lineOf(CRITERIA, ['criteria', at]),
            message: `no programme looks at ${id}`,
          },
        ],
  );
}
