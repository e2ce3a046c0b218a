import { haystack, looked } from './choose-answer.ts';
import { fold } from './fold.ts';
import type { Library } from './library.ts';
import { wordsOf } from './near-rumour.ts';
import type { Rumour } from './parse-rumour.ts';
import type { Problem } from './problem.ts';

/** A claim of fewer words is in half of all messages. */
const FEWEST_WORDS = 3;

/** A rebuttal begins with its verdict, its claims say enough to be found by, and no two rumours are about one claim. */
export function checkRumours(library: Library): Problem[] {
  const owners = new Map<string, string>();
  return [...library.rumours.values()].flatMap((rumour) => [
    ...checkOpening(library, rumour),
    ...checkWords(rumour),
    ...rumour.claims.flatMap((claim, index) => {
      const wrong = claimFault(owners, rumour, claim);
      return wrong === null
        ? []
        : [{ file: rumour.file, line: rumour.lineOf(['claims', index]), message: wrong }];
    }),
  ]);
}

function checkOpening({ wording }: Library, { verdict, file, lineOf, bubbles }: Rumour): Problem[] {
  const opening = wording.entries.get(`rumour.verdict.${verdict}`)?.text;
  if (opening === undefined)
    return [{ file, line: lineOf(['verdict']), message: `wording.yaml has no rumour.verdict.${verdict}` }];
  return bubbles[0]?.source.startsWith(opening)
    ? []
    : [
        {
          file,
          line: lineOf(['text']),
          message: `the text begins with the words of its verdict: "${opening}"`,
        },
      ];
}

/** What is answered at once must be a scam: of anything else the question has to be understood first. */
function checkWords({ verdict, words, hints, needs, file, lineOf }: Rumour): Problem[] {
  if (verdict !== 'scam' && needs.length === 0)
    return [{ file, line: 1, message: 'needs the words that make a claim out of its topic' }];
  if ((verdict === 'scam') === words.length + hints.length > 0) return [];
  const message = verdict === 'scam' ? 'a scam needs words that tell it' : 'only a scam has words of its own';
  return [{ file, line: lineOf(['words']), message }];
}

function claimFault(owners: Map<string, string>, { id, needs }: Rumour, claim: string): string | null {
  if (wordsOf(claim).length < FEWEST_WORDS) return `"${claim}" says too little to be found by`;
  const text = haystack(claim);
  if (needs.length > 0 && needs.every((one) => looked(one).find(text) === null))
    return `"${claim}" has none of the words that the rumour needs`;
  const owner = owners.get(fold(claim));
  owners.set(fold(claim), id);
  return owner === undefined ? null : `"${claim}" is already a claim of ${owner}`;
}
