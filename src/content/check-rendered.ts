import { dateOf, dayAfter, dayBefore, dayOf, within } from './day.ts';
import { changeDays } from './figures.ts';
import { type Library, servedBy } from './library.ts';
import type { Answer } from './parse-answer.ts';
import type { Problem } from './problem.ts';
import { type About, renderOrReason, type Shelf } from './render-answer.ts';
import type { Figure } from './shapes.ts';
import { shelfOf } from './shelf-of.ts';

const LONGEST = 600;
const MOST_BUBBLES = 3;

/** Every answer as it is read on the days around each change, for each zone: short enough, and complete while it is valid. */
export function checkRendered(library: Library, today: string): Problem[] {
  const shelf = shelfOf(library);
  return servedBy(library).flatMap((answer) => {
    const found = scenes(library, answer, today).flatMap((about) => faults(shelf, answer, about, today));
    return [...new Set(found)].map((message) => ({ file: answer.file, line: 1, message }));
  });
}

/** The days and places that may make an answer read differently, within its validity. */
export function scenes(library: Library, answer: Answer, today: string): About[] {
  const edges = changeDays(figuresOf(library, answer), dayAfter);
  const days = [
    ...edges.flatMap((day) => [dayBefore(day), day]),
    ...(/\{\{(?:when [^}]*(?:day|holiday)|date|holiday)/.test(answer.source) ? library.holidays.keys() : []),
    answer.validFrom,
    answer.validTo ?? today,
    today,
  ];
  const valid = [...new Set(days)]
    .filter((day) => within(day, { from: answer.validFrom, to: answer.validTo }))
    .sort();
  // Only an answer with variants for the zone reads differently from place to place.
  const areas = /\{\{when [^}]*zone/.test(answer.source) ? [null, ...areasOf(library)] : [null];
  return valid.flatMap((day) => areas.map((area) => ({ date: dateOf(day), area })));
}

/** Those that the answer says, and those of the minimum wage and the base salary, with which most of the law changes. */
function figuresOf({ figures }: Library, { source }: Answer): Figure[] {
  const said = [...source.matchAll(/\{\{(?:figure|since) ([a-z0-9-]+)/g)].map(([, id = '']) => id);
  return [...new Set([...said, 'minimum-wage-3-month', 'base-salary'])].flatMap(
    (id) => figures.figures[id] ?? [],
  );
}

/** The longest name of either zone. */
function areasOf({ places }: Library): string[] {
  const third = new Set(places.zones.flatMap(({ zone3 }) => zone3));
  const longest = (names: string[]) => names.sort((a, b) => b.length - a.length).slice(0, 1);
  const names = places.places.map(({ name }) => name);
  return [
    ...longest(names.filter((name) => third.has(name))),
    ...longest(names.filter((name) => !third.has(name))),
  ];
}

function faults(shelf: Shelf, answer: Answer, about: About, today: string): string[] {
  const day = dayOf(about.date);
  const rendered = renderOrReason(shelf, answer, about);
  // A law that is known to change later is told by `content due`; until then the answer is right.
  if ('why' in rendered)
    return rendered.is === 'law' && day > today ? [] : [`cannot be served: ${rendered.why}`];
  const { bubbles, more } = rendered;
  const long = [...bubbles, ...(more === null ? [] : [more])].filter((text) => text.length > LONGEST);
  return [
    ...long.map((text) => `a bubble is ${text.length} characters long on ${day}; it may have ${LONGEST}`),
    ...(bubbles.length > MOST_BUBBLES
      ? [`${bubbles.length} bubbles on ${day}; at most ${MOST_BUBBLES}`]
      : []),
  ];
}
