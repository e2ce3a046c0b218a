import { z } from 'zod';
import { withNumbers } from '../channels/numbered-text.ts';
import { decide } from '../dialogue/decide.ts';
import type { Decision, Knowledge, ReplyDraft } from '../model/decision.ts';
import { FRESH, type Outcome, type Received } from '../model/exchange.ts';
import type { Understanding } from '../model/understanding.ts';
import type { Understand } from '../understanding/understand.ts';
import { nobodysFacts } from './ask-facts.ts';

export type AskDeps = {
  understand: Understand;
  knowledge: Knowledge;
  now: () => Date;
  write: (line: string) => void;
};

export const usage =
  'ask --jsonl\n  stdin: {"id","text"} a line; stdout, same order, a line each. Needs no server and no network.';

const question = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });

/** Each line is a new person's first message, taken at once; a line comes out for each that goes in. Returns the exit code. */
export async function ask(lines: AsyncIterable<string>, deps: AskDeps): Promise<number> {
  let code = 0;
  const refuse = (error: string) => {
    code = 1;
    deps.write(JSON.stringify({ id: null, error }));
  };
  // An empty line is an error in its place, but not at the end, where it only closes the file.
  let empty = 0;
  for await (const line of lines) {
    if (line.trim() === '') {
      empty++;
      continue;
    }
    for (; empty > 0; empty--) refuse('an empty line');
    const parsed = parse(line);
    if ('error' in parsed) refuse(parsed.error);
    else deps.write(JSON.stringify({ id: parsed.id, ...(await answerOf(parsed.text, deps)) }));
  }
  return code;
}

const answerOf = async (text: string, deps: AskDeps) => answerTo(text, await deps.understand(text), deps);

function parse(line: string): z.infer<typeof question> | { error: string } {
  try {
    const parsed = question.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : { error: 'a line is {"id","text"}' };
  } catch {
    return { error: 'not JSON' };
  }
}

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
function decideFirst(text: string, understood: Understanding, { knowledge, now }: Asked): Decision {
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
  return decide(standing, [{ key: 'ask', at, received, understood }], nobodysFacts(at), knowledge);
}

/** A bubble as a channel shows it that has only text; a code that only an effect would give stays open. */
function shown({ text, held, choices }: ReplyDraft): string {
  return withNumbers(held ? held.done : text, choices).replaceAll(/\{(code|due)\}/g, '…');
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
