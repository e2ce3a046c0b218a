import { createHash } from 'node:crypto';
import type { RenderedAnswer } from '../model/content.ts';
import type { Choice } from '../model/exchange.ts';
import { citationLine, older, whyNot } from './citations.ts';
import { dayOf, within, writtenDay } from './day.ts';
import { valueOn, writeFigure } from './figures.ts';
import type { Answer } from './parse-answer.ts';
import { numbered } from './parse-wording.ts';
import type { FindPlace, FoundPlace } from './places.ts';
import type { CitationWithClause, Figures, Laws, Places } from './shapes.ts';
import { type Condition, type Lookups, type Piece, renderTemplate } from './template.ts';

/** What answers are rendered from. */
export type Shelf = {
  figures: Figures;
  laws: Laws;
  places: Places;
  findPlace: FindPlace;
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
  const rendered = renderOrReason(shelf, answer, about);
  if ('why' in rendered) {
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

export type Reason = { is: 'day' | 'figure' | 'law'; why: string };

/** A citation and the day it has to be in force on: a figure of another day was asked for by that day. */
type Cited = CitationWithClause & { on: string; reviewed: string };
type Rendered = { bubbles: string[]; more: string | null; cited: Cited[] };

/** The answer's texts, or why it cannot be served for the day. */
export function renderOrReason(shelf: Shelf, answer: Answer, about: About): Rendered | Reason {
  const day = dayOf(about.date);
  if (!within(day, { from: answer.validFrom, to: answer.validTo }))
    return { is: 'day', why: `its text is not meant for ${day}` };
  const scene = sceneOf(shelf, day, about.area);
  const said = answer.bubbles.map((block) => say(block.pieces, scene.lookups));
  const behind = sceneOf(shelf, day, about.area);
  const rest = answer.more === null ? '' : say(answer.more.pieces, behind.lookups);
  if (rest === null || said.some((text) => text === null))
    return { is: 'figure', why: `a figure or a name it needs is not known for ${day}` };
  const today = (citation: CitationWithClause): Cited => ({
    ...citation,
    on: day,
    reviewed: answer.reviewed,
  });
  const cited = [...answer.citations.map(today), ...scene.cited];
  const citedBehind = rest === '' ? [] : [...answer.moreCitations.map(today), ...behind.cited];
  for (const one of [...cited, ...citedBehind]) {
    const why = whyNot(shelf.laws, one, one.on, older(answer.reviewed, one.reviewed));
    if (why !== null) return { is: 'law', why };
  }
  const bubbles = said.filter((text) => text !== null && text !== '').map(String);
  bubbles.push(signed(shelf, bubbles.pop() ?? '', cited));
  return {
    bubbles,
    more: rest === '' ? null : signed(shelf, rest, citedBehind),
    cited: [...cited, ...citedBehind],
  };
}

const signed = (shelf: Shelf, text: string, cited: Cited[]): string =>
  cited.length === 0 ? text : `${text}\n${citationLine(shelf.laws, cited)}`;

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
function sceneOf(shelf: Shelf, day: string, area: string | null): { lookups: Lookups; cited: Cited[] } {
  const cited: Cited[] = [];
  const place = shelf.findPlace(area, day);
  const holiday = shelf.holidays.get(day) ?? null;
  const valueAt = (id: string, on: string | null) => {
    const figure = shelf.figures.figures[id];
    const value = valueOn(figure, on ?? day);
    const reviewed = figure?.reviewed ?? shelf.figures.reviewed;
    if (value?.citation) cited.push({ ...value.citation, on: on ?? day, reviewed });
    return value;
  };
  const zones = shelf.places.zones.find((span) => within(day, span));
  const citeZones = () => {
    if (zones === undefined) return;
    cited.push({ ...zones.citation, on: day, reviewed: zones.reviewed ?? shelf.figures.reviewed });
  };
  const zone3 = zones === undefined ? null : byKind(zones.zone3);
  const named = { date: writtenDay(day), place: place?.name ?? null, holiday, zone3 };
  const lookups: Lookups = {
    holds: (condition) => {
      // Which zone a place is in is itself a rule, in the decree's annex.
      if (condition.is === 'zone') citeZones();
      return holds(condition, day, place, holiday);
    },
    figure: (id, on) => {
      const figure = shelf.figures.figures[id];
      const value = valueAt(id, on);
      return figure === undefined || value === null ? null : writeFigure(shelf.figures, figure, value.value);
    },
    since: (id, on) => {
      const value = valueAt(id, on);
      return value === null ? null : writtenDay(value.from);
    },
    named: (what) => {
      if (what === 'zone3') citeZones();
      return named[what];
    },
  };
  return { lookups, cited };
}

/** Places listed by their kind, which is said once for each: the first word of a name. */
function byKind(names: readonly string[]): string {
  const kinds = new Map<string, string[]>();
  for (const name of names) {
    const [kind = '', ...rest] = name.split(' ');
    kinds.set(kind, [...(kinds.get(kind) ?? []), rest.join(' ')]);
  }
  return [...kinds].map(([kind, list]) => `${kind.toLowerCase()} ${list.join(', ')}`).join('; ');
}

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
