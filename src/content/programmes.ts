import type { Content } from '../model/content.ts';
import type { Programme } from '../model/programme.ts';
import { haystack, looked, weightOf } from './choose-answer.ts';
import { citationLine, whyNot } from './citations.ts';
import { dayOf, within, writtenDay } from './day.ts';
import { fold } from './fold.ts';
import type { CriterionFile } from './programme-shape.ts';
import type { ProgrammeSource, Programmes } from './read-programmes.ts';
import type { Laws } from './shapes.ts';

type Finder = Pick<
  Content,
  | 'programme'
  | 'programmesOf'
  | 'programmeFor'
  | 'programmeAsked'
  | 'programmeCard'
  | 'criteria'
  | 'criteriaIn'
  | 'publishedProgrammes'
>;

/** What buttons say, and people can type, to be told when there is news of it. */
export const tellMeSay = (title: string): string => `nhắn cho tôi khi có thông tin ${title.toLowerCase()}`;

/** Every phrase that asks something of a programme. */
export const phrasesOf = ({ title, asks, qualify }: ProgrammeSource): string[] => [
  tellMeSay(title),
  ...asks,
  ...(qualify?.asks ?? []),
];

/** The programmes as they are on a day, what is asked of them by words, and how they are told. */
export function createProgrammeFinder(
  { programmes, criteria }: Pick<Programmes, 'programmes' | 'criteria'>,
  laws: Laws,
): Finder {
  const sources = [...programmes.values()];
  const known = new Map(sources.map((one) => [one.name, asKnown(one, criteria)]));
  // One whose law changed since it was read is not told of: an answer of its topic is, or an officer.
  const validOn = (date: Date) =>
    sources.filter(
      ({ validFrom, validTo, citations, reviewed }) =>
        within(dayOf(date), { from: validFrom, to: validTo }) &&
        citations.every((cited) => whyNot(laws, cited, dayOf(date), reviewed) === null),
    );
  const toKnown = ({ name }: ProgrammeSource) => known.get(name) ?? null;
  const searches = new Map(sources.map((one) => [one.name, searchOf(one)]));
  const circumstances = [...criteria.values()].map(({ id, words }) => ({ id, words: words.map(looked) }));

  return {
    programme: (name) => known.get(name) ?? null,
    programmesOf: (topic, date) =>
      validOn(date)
        .filter((one) => topic === null || one.topic === topic)
        .flatMap((one) => toKnown(one) ?? []),
    programmeFor: (say, date) => {
      const typed = fold(say);
      for (const source of validOn(date)) {
        const programme = toKnown(source);
        if (programme === null) continue;
        if (fold(tellMeSay(source.title)) === typed) return { programme, wish: 'tell-me' };
        if (source.qualify?.asks.some((phrase) => fold(phrase) === typed))
          return { programme, wish: 'qualify' };
        if (source.asks.some((phrase) => fold(phrase) === typed)) return { programme, wish: 'show' };
      }
      return null;
    },
    programmeAsked: (topic, question, date) => {
      const text = haystack(question);
      const theirs = validOn(date).filter((one) => one.topic === topic);
      const best = theirs
        .map((one) => ({ one, weight: searches.get(one.name)?.weigh(text) ?? 0 }))
        .sort((a, b) => b.weight - a.weight)[0];
      const programme = best ? toKnown(best.one) : null;
      if (!best || programme === null) return null;
      const wish = searches.get(best.one.name)?.asksWhether(text) ? 'qualify' : 'show';
      return { programme, wish };
    },
    programmeCard: (name) => {
      const source = programmes.get(name);
      if (source === undefined) return null;
      const { what, who, list, never } = source.says;
      const cited = source.citations.length > 0 ? [citationLine(laws, source.citations)] : [];
      return {
        bubbles: [[what, who].join('\n'), [list, never, ...cited].join('\n')],
        dates: source.dates && { from: writtenDay(source.dates.from), to: writtenDay(source.dates.to) },
        citations: source.citations.map(({ law, article }) => ({ law, article })),
      };
    },
    criteria: () => [...criteria.values()].map(criterionOf),
    criteriaIn: (text) => {
      const words = haystack(text);
      return circumstances.flatMap(({ id, words: patterns }) =>
        patterns.some((pattern) => pattern.find(words) !== null) ? [id] : [],
      );
    },
    publishedProgrammes: () => sources.flatMap(({ name, status }) => (status === 'known' ? [name] : [])),
  };
}

function searchOf({ words, qualify }: ProgrammeSource) {
  const chosen = words.map((source) => ({ pattern: looked(source), weight: weightOf(source) }));
  const whether = (qualify?.when ?? []).map(looked);
  return {
    weigh: (text: ReturnType<typeof haystack>): number =>
      Math.max(0, ...chosen.map(({ pattern, weight }) => (pattern.find(text) === null ? 0 : weight))),
    asksWhether: (text: ReturnType<typeof haystack>): boolean =>
      whether.some((pattern) => pattern.find(text) !== null),
  };
}

function asKnown(source: ProgrammeSource, criteria: ReadonlyMap<string, CriterionFile>): Programme {
  const { name, title, topic, year, status, qualify } = source;
  return {
    name,
    title,
    topic,
    year,
    status,
    qualify: qualify && {
      say: qualify.asks[0] ?? '',
      members: qualify.members,
      basis: qualify.basis,
      criteria: qualify.criteria.flatMap((id) => {
        const found = criteria.get(id);
        return found ? [criterionOf(found)] : [];
      }),
    },
  };
}

const criterionOf = ({ id, title, enough }: CriterionFile) => ({ id, title, isEnough: enough });
