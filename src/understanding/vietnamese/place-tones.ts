const TONE = '[\\u0300\\u0301\\u0303\\u0309\\u0323]';
const HORN = '\\u031B';

// Each rule is written over NFD, where a tone is a character of its own behind its vowel.
const RULES: [RegExp, string][] = [
  // "hoà", "khoẻ" → "hòa", "khỏe": the tone of an open syllable on its first vowel …
  [new RegExp(`(o)([ae])(${TONE})(?![\\p{L}\\p{M}])`, 'giu'), '$1$3$2'],
  [new RegExp(`(?<!q)(u)(y)(${TONE})(?![\\p{L}\\p{M}])`, 'giu'), '$1$3$2'],
  // … of a closed one on its last: "hòan" → "hoàn".
  [new RegExp(`(o)(${TONE})([ae])(?=\\p{L})`, 'giu'), '$1$3$2'],
  [new RegExp(`(qu)(${TONE})([aeioy])`, 'giu'), '$1$3$2'],
  [new RegExp(`(gi)(${TONE})([aeou])`, 'giu'), '$1$3$2'],
  // "luơng", "lưong" → "lương", and the tone of "ươ" on the ơ.
  [new RegExp(`(u)(?=o${HORN}${TONE}?[bcghimnptu])`, 'giu'), '$1\u031B'],
  [new RegExp(`(u${HORN})(${TONE})?(o)(?!${HORN})(${TONE})?(?=[cghimnptu])`, 'giu'), '$1$3\u031B$2$4'],
  [new RegExp(`(u${HORN})(${TONE})(o${HORN})`, 'giu'), '$1$3$2'],
];

/** One place for each tone mark: `hoà` and `hòa`, `qúy` and `quý`, `lựơng` and `lượng` become the same word. */
export const placeTones = (text: string): string =>
  RULES.reduce((done, [wrong, right]) => done.replace(wrong, right), text.normalize('NFD')).normalize('NFC');
