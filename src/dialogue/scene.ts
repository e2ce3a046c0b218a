import { fold } from '../content/fold.ts';
import type { Citation, Content, RenderedAnswer } from '../model/content.ts';
import type { Facts, Heard, Knowledge, KnownCase, ReplyDraft } from '../model/decision.ts';
import type { Effect, Outcome, Standing } from '../model/exchange.ts';
import type { Intent } from '../model/intent.ts';
import type { Understanding } from '../model/understanding.ts';

/** One turn as every part of the dialogue sees it. */
export type Scene = {
  standing: Standing;
  heard: Heard[];
  /** The newest message; what it means is what all messages of the turn mean together. */
  last: Heard;
  /** What was typed, each message on a line of its own. */
  text: string;
  /** `text` in lower case, without marks and punctuation. */
  folded: string;
  understood: Understanding;
  facts: Facts;
  content: Content;
  intents: ReadonlyMap<string, Intent>;
};

/** What a part of the dialogue wants said and done; `finish` makes the decision of it. */
export type Said = {
  outcome: Outcome;
  replies: ReplyDraft[];
  effects?: Effect[];
  /** What changes of where the person stands; the rest stays. */
  after?: Partial<Standing>;
  /** What it was about, when that is not what the engine understood. */
  as?: { intent: string; topic: string };
  answer?: RenderedAnswer;
  /** What is cited without an answer. */
  citations?: Citation[];
};

/** Null when nobody said anything: a turn covers at least one message. */
export function sceneOf(
  standing: Standing,
  heard: Heard[],
  facts: Facts,
  { content, intents }: Knowledge,
): Scene | null {
  const last = heard.at(-1);
  if (!last) return null;
  const text = heard
    .map(({ received }) => received.text.trim())
    .filter((line) => line !== '')
    .join('\n');
  const { understood } = last;
  return { standing, heard, last, text, folded: fold(text), understood, facts, content, intents };
}

/** The same turn, as if this had been typed: a button or a number stands for it. The day and place asked about stay. */
export function saying(scene: Scene, text: string): Scene {
  const folded = fold(text);
  const { areas, dates } = scene.standing.slots;
  const understood: Understanding = {
    ...scene.understood,
    text,
    folded,
    entities: {
      money: [],
      dates: Array.isArray(dates) ? dates : [],
      durations: [],
      workplaces: [],
      areas: Array.isArray(areas) ? areas : [],
      phones: [],
    },
    fear: false,
    grievance: false,
    vietnamese: true,
    also: [],
  };
  return { ...scene, text, folded, understood };
}

/** The same turn, surely meaning this intent. */
export const meaning = (scene: Scene, intent: string, topic: string): Scene => ({
  ...scene,
  understood: { ...scene.understood, intent, topic, confidence: 1, verdict: 'sure' },
});

/** The person's own case with this code. */
export const ownCase = ({ facts }: Scene, code: string | null): KnownCase | null =>
  [...facts.ownCases, ...facts.named].find((one) => one.code === code && one.person === facts.person) ?? null;

/** A case this officer may have. */
export const officerCase = ({ facts }: Scene, code: string | null): KnownCase | null =>
  [...facts.officerCases, ...facts.named].find((one) => one.code === code && one.person !== facts.person) ??
  null;

export const isActive = ({ status }: KnownCase): boolean => status !== 'resolved' && status !== 'withdrawn';

/** The person's newest case of this kind that somebody still has to end. */
export const activeCase = ({ facts }: Scene, kind?: KnownCase['kind']): KnownCase | null =>
  facts.ownCases.find((one) => isActive(one) && (kind === undefined || one.kind === kind)) ?? null;

/** Whether they are telling what becomes a case: any words may belong to it. */
export const isTelling = ({ standing }: Scene): boolean =>
  /^(complaint|hardship)\//.test(standing.place ?? '');
