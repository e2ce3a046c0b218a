import type { Lexicon } from './vietnamese/lexicon.ts';
import { compilePatterns, haystackOf, type Patterns } from './vietnamese/pattern.ts';
import type { Reading } from './vietnamese/read-text.ts';

/** What stands between the lines: fear of being known, and a wrong that was done. */
export type Signals = { fear: boolean; grievance: boolean };

export function createFindSignals({
  fear,
  grievance,
}: Pick<Lexicon, 'fear' | 'grievance'>): (reading: Reading) => Signals {
  const afraid = compilePatterns(fear);
  const wronged = compilePatterns(grievance.yes);
  const perhaps = compilePatterns(grievance.maybe);
  const asking = compilePatterns(grievance.no);
  return (reading) => {
    const text = haystackOf(reading);
    const isIn = (patterns: Patterns) => patterns.find(text) !== null;
    return { fear: isIn(afraid), grievance: isIn(wronged) || (isIn(perhaps) && !isIn(asking)) };
  };
}
