import { createHash } from 'node:crypto';
import type { RenderedAnswer } from '../model/content.ts';
import type { Choice } from '../model/exchange.ts';
import { citationLine, whyNot } from './citations.ts';
import { dayOf, within, writtenDay } from './day.ts';
import { valueOn, writeFigure } from './figures.ts';
import type { Answer } from './parse-answer.ts';
import { numbered } from './parse-wording.ts';
import { type FoundPlace, findPlace } from './places.ts';
import type { CitationWithClause, Figures, Laws, Places } from './shapes.ts';
import { type Condition, type Lookups, type Piece, renderTemplate } from './template.ts';

/** What answers are rendered from. */
export type Shelf = {
  figures: Figures;
  laws: Laws;
  places: Places;
  /** Public holidays by ISO day. */
  holidays: ReadonlyMap<string, string>;
  /** What is said, and offered, instead of an answer that must not be served. */
  reviewing(): { text: string; choices: Choice[] };
  /** The button for the rest of an answer; null when the wording has none. */
  moreButton: { title: string; say: string } | null;
};

export type About = { date: Date; area: string | null };

/** The answer for the day it is about, or the sentence that it is being reviewed. Never a figure or a law of another day. */
export function renderAnswer(shelf: Shelf, answer: Answer, about: About): RenderedAnswer {
  const rendered = tryRender(shelf, answer, about);
  if (typeof rendered === 'string') {
    const { text, choices } = shelf.reviewing();
    return {
      id: answer.id,
      version: versionOf(answer.source, text),
      state: 'reviewing',
      bubbles: [text],
      more: null,
      choices,
      citations: [],
    };
  }
  const { bubbles, more, cited } = rendered;
  return {
    id: answer.id,
    version: versionOf(answer.source, ...bubbles, more ?? ''),
    state: 'ok',
    bubbles,
    more,
    choices: choicesOf(shelf, answer, more !== null),
    citations: distinct(cited),
  };
}

/** Why this answer cannot be served for the day, or null when it can. */
export function whyReviewing(shelf: Shelf, answer: Answer, about: About): string | null {
  const rendered = tryRender(shelf, answer, about);
  return typeof rendered === 'string' ? rendered : null;
}

type Rendered = { bubbles: string[]; more: string | null; cited: CitationWithClause[] };

function tryRender(shelf: Shelf, answer: Answer, about: About): Rendered | string {
  const day = dayOf(about.date);
  if (!within(day, { from: answer.validFrom, to: answer.validTo })) return `its text is not meant for ${day}`;
  const scene = sceneOf(shelf, answer, day, about.area);
  const said = answer.bubbles.map((block) => say(block.pieces, scene.lookups));
  const more = answer.more === null ? '' : say(answer.more.pieces, scene.lookups);
  if (more === null || said.some((text) => text === null))
    return `a figure or a name it needs is not known for ${day}`;
  const cited = [...answer.citations, ...scene.cited];
  for (const one of cited) {
    const why = whyNot(shelf.laws, one, day, answer.reviewed);
    if (why !== null) return why;
  }
  const bubbles = said.filter((text) => text !== null && text !== '').map(String);
  if (cited.length > 0) bubbles.push([bubbles.pop() ?? '', citationLine(shelf.laws, cited)].join('\n'));
  return { bubbles, more: more === '' ? null : more, cited };
}

/** Lines without the blanks that variants leave behind. */
function say(pieces: readonly Piece[], lookups: Lookups): string | null {
  const text = renderTemplate(pieces, lookups);
  return (
    text
      ?.split('\n')
      .map((line) => line.replace(/ +/g, ' ').trim())
      .filter((line) => line !== '')
      .join('\n') ?? null
  );
}

/** What the template may ask, and the citations of what it was told. */
function sceneOf(
  shelf: Shelf,
  answer: Answer,
  day: string,
  area: string | null,
): { lookups: Lookups; cited: CitationWithClause[] } {
  const cited: CitationWithClause[] = [];
  const place = findPlace(shelf.places, area, day);
  const holiday = shelf.holidays.get(day) ?? null;
  const valueAt = (id: string, on: string | null) => {
    const value = valueOn(shelf.figures.figures[id], on ?? day);
    if (value?.citation) cited.push(value.citation);
    return value;
  };
  const zones = shelf.places.zones.find((span) => within(day, span));
  if (zones !== undefined && asksForZone(answer)) cited.push(zones.citation);
  const zone3 = zones?.zone3.map(lowerFirst).join(', ') ?? null;
  const named = { date: writtenDay(day), place: place?.name ?? null, holiday, zone3 };
  const lookups: Lookups = {
    holds: (condition) => holds(condition, day, place, holiday),
    figure: (id, on) => {
      const figure = shelf.figures.figures[id];
      const value = valueAt(id, on);
      return figure === undefined || value === null ? null : writeFigure(shelf.figures, figure, value.value);
    },
    since: (id, on) => {
      const value = valueAt(id, on);
      return value === null ? null : writtenDay(value.from);
    },
    named: (what) => named[what],
  };
  return { lookups, cited };
}

/** A place begins with its kind, which is written small inside a sentence. */
const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const asksForZone = (answer: Answer): boolean =>
  answer.bubbles.some(({ pieces }) =>
    pieces.some((piece) => piece.is === 'when' && piece.conditions.some(({ is }) => is === 'zone')),
  );

function holds(condition: Condition, day: string, place: FoundPlace | null, holiday: string | null): boolean {
  switch (condition.is) {
    case 'zone':
      return (place?.zone ?? null) === condition.zone;
    case 'holiday':
      return (holiday !== null) === condition.holds;
    case 'day':
      return day.endsWith(`-${condition.day}`);
    case 'from':
      return condition.day <= day;
    case 'to':
      return day <= condition.day;
  }
}

function choicesOf(shelf: Shelf, answer: Answer, hasMore: boolean): Choice[] {
  const more = hasMore && shelf.moreButton !== null ? [shelf.moreButton] : [];
  return numbered([...answer.choices, ...more]);
}

const distinct = (cited: readonly CitationWithClause[]) => {
  const seen = new Map(cited.map(({ law, article }) => [`${law} ${article}`, { law, article }]));
  return [...seen.values()];
};

/** Changes with the text served, so that the log can say which words a person was given. */
const versionOf = (...texts: string[]): string =>
  createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 12);
