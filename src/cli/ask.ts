import { z } from 'zod';
import { withNumbers } from '../channels/numbered-text.ts';
import { decide } from '../dialogue/decide.ts';
import type { Decision, Facts, Knowledge, ReplyDraft } from '../model/decision.ts';
import { FRESH, type Outcome, type Received } from '../model/exchange.ts';
import type { Understanding } from '../model/understanding.ts';
import type { Understand } from '../understanding/understand.ts';
import { nobodysFacts } from './ask-facts.ts';
import { answerLines } from './json-lines.ts';

export type AskDeps = {
  understand: Understand;
  knowledge: Knowledge;
  now: () => Date;
  /** Left out: no law was imported. */
  law?: Facts['law'];
  write: (line: string) => void;
};

export const usage =
  'ask --jsonl\n  stdin: {"id","text"} a line; stdout, same order, a line each. Needs no server and no network;\n  the laws that were imported are used only when STORE_URL is set.';

const question = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });

/** Each line is a new person's first message, taken at once; a line comes out for each that goes in. Returns the exit code. */
export const ask = (lines: AsyncIterable<string>, deps: AskDeps): Promise<number> =>
  answerLines(lines, {
    shape: question,
    says: 'a line is {"id","text"}',
    write: deps.write,
    answer: async ({ id, text }) => ({ id, ...answerTo(text, await deps.understand(text), deps) }),
  });

type Asked = Omit<AskDeps, 'understand' | 'write'>;

function answerTo(text: string, understood: Understanding, deps: Asked): Record<string, unknown> {
  const decision = decideFirst(text, understood, deps);
  const { intent, topic, confidence, outcome, answer, citations } = decision;
  return {
    intent,
    topic: topic === '' ? understood.topic : topic,
    confidence: rounded(confidence),
    outcome: outcome === 'command' ? meantBy(topic) : outcome,
    ranked: understood.ranked
      .slice(0, 5)
      .map((one) => ({ intent: one.intent, topic: one.topic, score: rounded(one.score) })),
    answer,
    citations,
    also: understood.also.map((other) => answerTo(other.text, other, deps)),
    danger: understood.danger,
    text: decision.replies.map(shown).join('\n\n'),
  };
}

/** What was typed as a command is, for who asks, what it does. */
const meantBy = (topic: string): Outcome => (topic === 'my-case' ? 'flow' : 'answer');

/** What the first turn of somebody we know nothing about would be, but for the notice. */
function decideFirst(
  text: string,
  understood: Understanding,
  { knowledge, now, law = () => null }: Asked,
): Decision {
  const standing = { ...FRESH, noticed: knowledge.content.say('notice.version') };
  const received: Received = {
    kind: 'text',
    text,
    attachments: [],
    platformId: null,
    quotes: null,
    event: null,
    verified: true,
    told: null,
    heard: true,
    raw: null,
  };
  const at = now();
  return decide(standing, [{ key: 'ask', at, received, understood }], nobodysFacts(at, law), knowledge);
}

/** A bubble as a channel shows it that has only text; a code that only an effect would give stays open. */
function shown({ text, held, choices }: ReplyDraft): string {
  return withNumbers(held ? held.done : text, choices).replaceAll(/\{(code|due)\}/g, '…');
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
