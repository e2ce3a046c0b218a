import { distance } from 'fastest-levenshtein';
import type { Word } from './words.ts';

/**
 * How surely a written word is this word of a name, 0 to 1. Without marks the letters decide; with marks they must be the name's,
 * or nearly so. One slip is forgiven in a word of four letters or more, two from eight on: shorter words would become others.
 */
export function alike(written: Word, named: Word): number {
  if (written.plain === named.plain) return marksAgree(written, named);
  const length = Math.min(written.plain.length, named.plain.length);
  if (length < 4 || /\d/.test(written.plain + named.plain)) return 0;
  const slips = distance(written.plain, named.plain);
  if (slips === 1) return 0.8;
  return slips === 2 && length >= 8 ? 0.7 : 0;
}

function marksAgree(written: Word, named: Word): number {
  const isBare = written.marked === written.plain || named.marked === named.plain;
  // A bare name of one or two letters is no licence: "á" is not "a".
  if (
    written.marked === named.marked ||
    (isBare && (written.plain.length > 2 || written.marked === written.plain))
  )
    return 1;
  return written.plain.length > 2 ? 0.7 : 0;
}
