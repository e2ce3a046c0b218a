import type { Lexicon } from './vietnamese/lexicon.ts';
import { compilePattern, firstFound, type Haystack, haystackOf, type Pattern } from './vietnamese/pattern.ts';
import type { Reading } from './vietnamese/read-text.ts';

/** What stands between the lines: fear of being known, and a wrong that was done. */
export type Signals = { fear: boolean; grievance: boolean };

export function createFindSignals({
  fear,
  grievance,
}: Pick<Lexicon, 'fear' | 'grievance'>): (reading: Reading) => Signals {
  const afraid = fear.map(compilePattern);
  const wronged = grievance.yes.map(compilePattern);
  const perhaps = grievance.maybe.map(compilePattern);
  const asking = grievance.no.map(compilePattern);
  return (reading) => {
    const text = haystackOf(reading);
    return {
      fear: has(afraid, text),
      grievance: has(wronged, text) || (has(perhaps, text) && !has(asking, text)),
    };
  };
}

const has = (patterns: readonly Pattern[], text: Haystack) => firstFound(patterns, text) !== null;
