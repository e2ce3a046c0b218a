import { blankEmoji } from './emoji.ts';
import { fold } from './fold.ts';
import { isPlainSyllable } from './syllable.ts';

/** A word of the message as it was written, and where it began. */
export type Token = { raw: string; at: number };

// A name with H' or M' is one word; so is an amount, a date, or a code with digits in it.
const PIECE = /[HMYĂÂhmy]['’ʼ]\p{L}+|\d+(?:[.,/-]\d+)*[\p{L}\p{M}]*\d*|[\p{L}\p{M}\p{N}_]+/gu;

/** The words of a normalised text, in order. */
export function tokenise(text: string): Token[] {
  return [...blankEmoji(text).matchAll(PIECE)].flatMap((found) => pieces(found[0], found.index));
}

const MAY_BE_GLUED = /\p{Ll}\p{Lu}\p{Ll}|\p{L}\d/u;

/** Words that lost their space: "khôngMình", "70trCấp", "thang7". */
function pieces(raw: string, at: number): Token[] {
  if (!MAY_BE_GLUED.test(raw) || /['’ʼ]/.test(raw)) return [{ raw, at }];
  const cut = raw.search(/(?<=\p{Ll})\p{Lu}\p{Ll}/u);
  if (cut > 1) return [...pieces(raw.slice(0, cut), at), ...pieces(raw.slice(cut), at + cut)];
  const glued = raw.match(/^(\p{L}{3,})(\d{1,4})$/u);
  const [, letters = '', digits = ''] = glued ?? [];
  return isPlainSyllable(fold(letters).toLowerCase()) && letters !== ''
    ? [
        { raw: letters, at },
        { raw: digits, at: at + letters.length },
      ]
    : [{ raw, at }];
}
