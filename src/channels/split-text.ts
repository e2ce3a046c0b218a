const GRAPHEMES = new Intl.Segmenter('vi', { granularity: 'grapheme' });

// Where a text may be cut, best first. Each pattern matches just what stands before the cut.
const CUTS: readonly RegExp[] = [
  /\n[^\S\n]*\n\s*/g, // between paragraphs
  /\n/g, // between lines
  // After a sentence; the dot of "1. Lương" ends none, and its number goes with its word.
  /(?<!^[^\S\n]*\d{1,2})[.!?…]+["”’»)\]]*\s+/gm,
  /(?<=\S)(?<!^[^\S\n]*\d{1,2}\.)\s+/gm, // between words
];

/**
 * The text in pieces of at most `max` characters (NFC), cut at the end of a paragraph, else of a line, a sentence, a word, and never
 * inside what people see as one character. Nothing is lost but white space around a cut.
 */
export function splitText(text: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = text.normalize('NFC').trim();
  while (rest.length > max) {
    const cut = bestCut(rest, max);
    pieces.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return [...pieces, rest].filter((piece) => piece !== '');
}

/** The last cut of the best kind that leaves a piece worth sending by itself (half of `max`), else any between two words. */
function bestCut(text: string, max: number): number {
  // One character more, so that a cut right at the limit is seen with the space that follows it.
  const head = text.slice(0, max + 1);
  for (const floor of [max / 2, 0]) {
    for (const pattern of CUTS) {
      const cut = lastCut(head, pattern, max);
      if (cut > floor && isBetweenGraphemes(text, cut)) return cut;
    }
  }
  return graphemeCut(text, max);
}

/** End of the last match whose piece, trimmed, fits; 0 when there is none. */
function lastCut(head: string, pattern: RegExp, max: number): number {
  let last = 0;
  for (const match of head.matchAll(pattern)) {
    const cut = match.index + match[0].length;
    if (head.slice(0, cut).trimEnd().length <= max) last = cut;
  }
  return last;
}

const isBetweenGraphemes = (text: string, cut: number): boolean => startOfGrapheme(text, cut) === cut;

/** Where the visible character begins that covers `at`; what lies far behind it is not looked at. */
const startOfGrapheme = (text: string, at: number): number =>
  GRAPHEMES.segment(text.slice(0, at + 64)).containing(at)?.index ?? at;

/** A word longer than `max`: between two visible characters; inside one only when that alone is longer than `max`. */
function graphemeCut(text: string, max: number): number {
  const start = startOfGrapheme(text, max);
  if (start > 0) return start;
  const isPair = /[\uD800-\uDBFF]/.test(text.charAt(max - 1));
  return Math.max(1, isPair ? max - 1 : max);
}
