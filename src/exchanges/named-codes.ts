import { asCode, codedOf } from '../dialogue/commands.ts';
import { chosenOf } from '../dialogue/offered.ts';
import type { Received, Standing } from '../model/exchange.ts';

const MOST = 10;
const WRITTEN = /#\s?([A-HJ-NP-Z2-9]{2})\s?[-–]?\s?([A-HJ-NP-Z2-9]{3})(?![\p{L}\p{N}])/giu;
// "K7-4F2", and "k74f2" with its digit: whether such a word is a code, the store knows.
const POSSIBLE = [
  /(?<![\p{L}\p{N}-])([A-HJ-NP-Z2-9]{2})[-–]([A-HJ-NP-Z2-9]{3})(?![\p{L}\p{N}])/giu,
  /(?<![\p{L}\p{N}-])(?=\p{L}*\d)([A-HJ-NP-Z2-9]{2})([A-HJ-NP-Z2-9]{3})(?![\p{L}\p{N}])/giu,
];

/** Case codes of a turn: those its words may name, those somebody surely meant to write, and those an effect tells of. */
export type NamedCodes = { possible: string[]; written: Set<string>; told: string[] };

export function namedCodes(standing: Standing, texts: Received[]): NamedCodes {
  const words = texts.filter(({ told }) => told === null).map(({ text }) => text.slice(0, 4000));
  // A number stands for what its choice says.
  const said = words.flatMap((text) => [text, chosenOf(standing, text)?.say ?? '']);
  const typed = said.flatMap((text) => [codedOf(text)?.code ?? null, ...codesIn(text, WRITTEN)]);
  const written = new Set(typed.filter((code) => code !== null).slice(0, MOST));
  const told = texts.flatMap((received) =>
    received.told && 'code' in received.told ? [received.told.code] : [],
  );
  const possible = said
    .flatMap((text) => POSSIBLE.flatMap((pattern) => codesIn(text, pattern)))
    .slice(0, MOST);
  return { possible: [...new Set([...written, ...possible])], written, told: [...new Set(told)] };
}

const codesIn = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((found) => asCode(found.slice(1).join(''))).filter((code) => code !== null);
