const PICTURES = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{1F1E6}-\u{1F1FF}\uFE0F\u20E3\u200D]/gu;
// ":)))", "=((", ":v", ";D", "^^", "<3", "T_T", "@@": what stands for a face between words.
const FACES =
  /(?<![\p{L}\p{N}])(?:[:;=][-'^]?(?:[()[\]|/\\*]+|[vdpo3](?![\p{L}\p{N}]))|\^[_.]?\^|<\s?\/?3+|t_t|@{2,}|>[_.]<)/giu;

/** Pictures and faces become blanks of the same length, so that positions stay true; digits are never taken for one. */
export const blankEmoji = (text: string): string =>
  text.replace(FACES, blank).replace(PICTURES, (sign) => (/[\d#*]/.test(sign) ? sign : blank(sign)));

const blank = (found: string) => ' '.repeat(found.length);
