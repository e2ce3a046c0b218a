import { placeTones } from './place-tones.ts';

/** What somebody pasted or typed, made comparable without changing what they said: case and diacritics stay. */
export const normalise = (text: string): string => tidySpaces(placeTones(dropInvisible(text)));

/** Characters nobody sees: zero width, direction marks, soft hyphens, control characters. */
export const dropInvisible = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]|(?![\t\n])\p{Cc}/gu, '');

/** One space between words, one line break between lines. */
export const tidySpaces = (text: string): string =>
  text
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
