import type { Delivery } from '../model/delivery.ts';
import type { Effect, Reply } from '../model/exchange.ts';
import { BREAK, foldedWords } from './log-words.ts';

/** The fields of a stored exchange that are searched; any of them may be missing in what another program wrote. */
export type Searched = {
  channel?: string;
  person?: string;
  delivery?: Delivery | null;
  troubleSince?: Date | null;
  received?: { text?: string; told?: object | null } | null;
  replies?: Pick<Reply, 'text'>[];
  processed?: {
    topic?: string;
    outcome?: string;
    after?: { case?: string | null } | null;
    effects?: Effect[];
    results?: { facts?: Record<string, string> }[];
  } | null;
};

/** What is said in it: the text that came, each text that went out, and the codes of its cases, with and without their dash. */
export function textsOf({ received, replies = [], processed }: Searched): string[] {
  const codes = [...new Set([...toldCode(received?.told), ...codesOf(processed)])];
  const texts = [received?.text ?? '', ...replies.map(({ text }) => text)];
  return [...texts, ...codes.flatMap((code) => [code, code.replace('-', '')])].filter((text) => text !== '');
}

/** Their words in order, with a break between two texts. */
export const wordsOf = (texts: readonly string[]): string[] =>
  texts.flatMap((text, i) => (i === 0 ? foldedWords(text) : [BREAK, ...foldedWords(text)]));

/** What can be filtered by beside words, each as one term that no word equals. A delivery that still changes is none of them. */
export function tagsOf({ channel, person, delivery, troubleSince, processed }: Searched): string[] {
  const isEnded = delivery === 'failed' || delivery === 'unknown';
  return [
    ...(channel ? [tag('channel', channel)] : []),
    ...(person ? [tag('person', person)] : []),
    ...(processed?.topic ? [tag('topic', processed.topic)] : []),
    ...(processed?.outcome ? [tag('outcome', processed.outcome)] : []),
    ...(isEnded ? [tag('delivery', delivery)] : []),
    ...(troubleSince ? [tag('trouble', 'yes')] : []),
  ];
}

export type TagName = 'channel' | 'person' | 'topic' | 'outcome' | 'delivery' | 'trouble';

export const tag = (name: TagName, value: string): string => `=${name}=${value}`;

const toldCode = (told: object | null | undefined): string[] =>
  told && 'code' in told && typeof told.code === 'string' ? [told.code] : [];

function codesOf(processed: Searched['processed']): string[] {
  if (!processed) return [];
  const { after, effects = [], results = [] } = processed;
  const moved = effects.flatMap((effect) => (effect.do === 'move-case' ? [effect.code] : []));
  const opened = results.flatMap(({ facts }) => (facts?.code ? [facts.code] : []));
  return [...(after?.case ? [after.case] : []), ...moved, ...opened];
}
