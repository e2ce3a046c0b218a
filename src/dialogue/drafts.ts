import type { ReplyDraft } from '../model/decision.ts';
import type { Choice, Effect, HeldText, Told } from '../model/exchange.ts';
import type { Scene } from './scene.ts';

type Values = Record<string, string | number>;

const PLAIN = { choices: [], by: 'bot', held: null, once: false, keep: false, supersedes: false } as const;

/** One bubble. */
export const bubble = (text: string, choices: Choice[] = []): ReplyDraft => ({ ...PLAIN, text, choices });

/** One bubble with the words and choices of a wording entry. */
export const says = ({ content }: Scene, id: string, values: Values = {}): ReplyDraft =>
  bubble(content.say(id, values), content.choices(id, values));

/** A bubble that waits until it is known how the turn's effects ended. An ending without words says nothing. */
export const held = (texts: HeldText, choices: Choice[] = []): ReplyDraft => ({
  ...PLAIN,
  text: '',
  choices,
  held: texts,
  keep: true,
});

/** What was done, once it is done. `{code}` and `{due}` come from the effects. */
export function receipt(scene: Scene, id: string, values: Values = {}, refused?: string): ReplyDraft {
  const { content } = scene;
  const filled = { code: '{code}', ...values };
  const sorry = content.say('trouble.not-done');
  const texts = { done: content.say(id, filled), refused: refused ?? sorry, sorry };
  return held(texts, content.choices(id, filled));
}

/** Somebody else's turn. `of`: number (from 1) of the effect of this turn that must have been done. */
export const tell = (people: { person: string }[], told: Told, of: number | null = null): Effect[] =>
  people.map(({ person }) => ({ do: 'tell', person, told, of }));

/** Texts of several lines, empty ones left out. */
export const lines = (...parts: (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join('\n');

/** A person's own words inside a sentence of ours: one line, and not longer than fits. */
export function quoted(text: string, most = 200): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most - 20)).trimEnd()}…`;
}

/** The choices numbered 1, 2, 3 … in this order, then the way out as 0. */
export const numbered = (choices: Omit<Choice, 'n'>[], wayOut: Omit<Choice, 'n'> | null = null): Choice[] => [
  ...choices.map((choice, index) => ({ n: index + 1, title: choice.title, say: choice.say })),
  ...(wayOut ? [{ n: 0, title: wayOut.title, say: wayOut.say }] : []),
];
