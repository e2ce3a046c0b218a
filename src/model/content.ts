import type { Calculation, Law } from './calculation.ts';
import type { Choice } from './exchange.ts';
import type { Flow } from './flow.ts';
import type { Criterion, Programme, ProgrammeWish } from './programme.ts';

export type Citation = { law: string; article: string };

export type RenderedAnswer = {
  id: string;
  version: string;
  /** `ok`; `reviewing` when its law changed or it is past its date: `text` then says so. */
  state: 'ok' | 'reviewing';
  /** First bubble(s), each ≤ 600 characters, the citation line included. */
  bubbles: string[];
  /** The rest, behind "Xem thêm". */
  more: string | null;
  choices: Choice[];
  citations: Citation[];
};

/** A calculator as the dialogue sees it; its steps are the flow of the same name. */
export type KnownCalculator = {
  name: string;
  title: string;
  topic: string;
  /** The first is what buttons say. */
  asks: string[];
  /** Slots of which one must be told before a question asks for a result. */
  needs: string[];
};

/** Claims that were checked and what is published about them. Messages are given folded, abbreviations opened. */
export type Rumours = {
  /** The published claim that this message repeats, or null. */
  about(message: string): string | null;
  /** The scam that this message tells of by its words, or null: answered at once. */
  scam(message: string): string | null;
  /** The scam that it smells of, once it is known that somebody doubts what they heard. */
  hinted(message: string): string | null;
  /** How many words of the message claim something, asking left out. */
  claims(message: string): number;
  verdict(id: string): string | null;
  /** What is published, for the day; null when there is no such rumour. */
  rebuttal(id: string, date: Date): RenderedAnswer | null;
};

/** What we say, loaded and checked: nothing leaves that is not in here (or an officer's own words). */
export type Content = {
  /** Hash of everything loaded. */
  version: string;
  /** A line of wording.yaml with `{placeholders}` filled. Throws on an unknown id or a missing value. */
  say(id: string, facts?: Record<string, string | number>): string;
  /** Titles and meanings of the choices of a wording entry. */
  choices(id: string, facts?: Record<string, string | number>): Choice[];
  has(answer: string): boolean;
  /** Id of the answer that lists this text under `asks` (compared without case, marks and punctuation), or null. */
  answerFor(say: string): string | null;
  /** The answer of the topic of `id` that the words of the question choose; `id` itself when they choose none. */
  answerAbout(id: string, question: string): string;
  /** Every answer with what is asked for it and what it cites. */
  asked(): readonly { answer: string; phrases: readonly string[]; citations: readonly Citation[] }[];
  /** How a law is called, by its number; null for one that no answer cites. */
  lawName(law: string): string | null;
  /** Whether a law, or an article of it, ended or changed until a day, as far as we know; null also for a law we do not know. */
  lawChange(cited: Citation, date: Date): { is: 'ended' | 'changed'; on: string; by: string } | null;
  /** What is not served on a day because its law ended or changed and nobody read it again: for whoever has to read it. */
  underReview(date: Date): readonly { kind: string; title: string; file: string; why: string }[];
  /** The topic an answer belongs to. */
  topicOf(id: string): string;
  /** The answer to serve when the question names these days (ISO): another one than `id` when one of them is a public holiday and `id` names it. */
  answerOn(id: string, days: string[]): string;
  /** An answer rendered for the date it is about; `zone` when the place decides (minimum wage). */
  answer(id: string, about: { date: Date; area: string | null }): RenderedAnswer;
  /** Zone of the minimum wage at a place; null when the place is not known or was in no zone we know of then. */
  zoneOf(area: string | null, date: Date): 3 | 4 | null;
  flow(name: string): Flow;
  calculator(name: string): KnownCalculator | null;
  /** The calculator that one of its phrases begins, or null. */
  calculatorFor(say: string): KnownCalculator | null;
  /** The calculator that a question of this topic asks for by its words. */
  calculatorAbout(topic: string, question: string): KnownCalculator | null;
  /** The one that answers of this topic offer. */
  calculatorOf(topic: string): KnownCalculator | null;
  /** What is said instead of asking, when its law ended or changed and nobody read it again; null when it may be asked. */
  calculatorReviewing(name: string, date: Date): RenderedAnswer | null;
  /** What a calculator found, in words. `calculation` is null when the law of the day is not known; `assumed`: steps nobody could answer. */
  calculated(
    name: string,
    outcome: { calculation: Calculation | null; day: string; assumed: string[] },
  ): RenderedAnswer;
  rumours: Rumours;
  /** A programme by its name, whatever the day; null when it was taken out. */
  programme(name: string): Programme | null;
  /** The programmes of a topic (null: of all) that are of interest on this day. */
  programmesOf(topic: string | null, date: Date): Programme[];
  /** The programme that one of its phrases asks for, and what of it; null when the text is none. */
  programmeFor(say: string, date: Date): { programme: Programme; wish: ProgrammeWish } | null;
  /** The programme of this topic that a question is about, and whether it asks if one qualifies. */
  programmeAsked(
    topic: string,
    question: string,
    date: Date,
  ): { programme: Programme; wish: ProgrammeWish } | null;
  /** What is said of a programme; `dates` as they are written, null while nobody has published them. */
  programmeCard(
    name: string,
  ): { bubbles: string[]; dates: { from: string; to: string } | null; citations: Citation[] } | null;
  /** Every circumstance that lists are made by. */
  criteria(): Criterion[];
  /** Ids of those that a text tells of. */
  criteriaIn(text: string): string[];
  /** Names of the programmes that are known: whoever asked to be told of one is owed it. */
  publishedProgrammes(): string[];
  law: Law;
  /** A figure valid at the date, or null. Integers of đồng, days, per cent. */
  figure(id: string, date: Date): number | null;
  /** How a topic is called in a menu ("Chậm lương"). */
  topicTitle(topic: string): string;
};
