import type { RankedIntent } from '../model/exchange.ts';
import { EMERGENCY, type Intent, UNCLEAR } from '../model/intent.ts';
import type { Understanding } from '../model/understanding.ts';
import { THRESHOLDS } from './embedded/settings.ts';
import { MOST_RANKED } from './judge.ts';

/** What another engine found: the name of an intent and how sure it is (0 to 1). */
export type Found = { name: string; confidence: number };

const OFF_TOPIC = 'off-topic';
const EVEN = 0.5;

/** Topics of which only this machine decides: what is not there cannot be learned, nor believed. */
export const isTaught = ({ topic }: Pick<Intent, 'topic'>): boolean => topic !== EMERGENCY;

/**
 * Our understanding with another engine's word in it, by the thresholds of our own: what it is sure of is believed; what it only
 * supposes leads the choices where we are unsure too, and changes nothing where we are sure or refuse. Where both are sure, of different
 * things, one of them is wrong, and the person is asked. Null: it found nothing we know.
 */
export function withOpinion(
  ours: Understanding,
  found: Found,
  intents: ReadonlyMap<string, Intent>,
): { how: 'answered' | 'agreed' | 'disputed'; understood: Understanding } | null {
  const intent = intents.get(found.name);
  if (intent === undefined || !isTaught(intent)) return null;
  const score = Math.min(1, Math.max(0, found.confidence));
  const isSure = score >= THRESHOLDS.sure && intent.name !== UNCLEAR;
  const mayLead = ours.verdict === 'unsure' && score >= THRESHOLDS.ask && intent.topic !== OFF_TOPIC;
  if (!isSure && !mayLead) return { how: 'agreed', understood: ours };
  const refused = intent.topic === OFF_TOPIC;
  if (ours.verdict === 'sure' && ours.topic !== intent.topic)
    return { how: 'disputed', understood: disputed(ours, refused ? null : intent) };
  const ranked = rankedWith({ intent: intent.name, topic: intent.topic, score }, ours.ranked);
  return {
    how: 'answered',
    understood: {
      ...ours,
      ranked,
      intent: intent.name,
      topic: intent.topic,
      confidence: score,
      verdict: refused ? 'refused' : isSure ? 'sure' : 'unsure',
      also: isSure && !refused ? ours.also.filter(({ topic }) => topic !== intent.topic) : [],
    },
  };
}

function disputed(ours: Understanding, theirs: Intent | null): Understanding {
  const { intent, topic } = ours;
  const both = [{ intent, topic }, ...(theirs ? [{ intent: theirs.name, topic: theirs.topic }] : [])];
  const ranked = both.map((one) => ({ ...one, score: EVEN }));
  return { ...ours, ranked, confidence: EVEN, verdict: 'unsure', also: [] };
}

/** The other topics share what is left of certainty, and none stands above the first. */
function rankedWith(first: RankedIntent, ours: readonly RankedIntent[]): RankedIntent[] {
  const others = ours.filter(({ topic }) => topic !== first.topic);
  const sum = others.reduce((total, { score }) => total + score, 0);
  const share = (1 - first.score) / Math.max(sum, 1e-9);
  const rest = others.map((one) => ({ ...one, score: Math.min(first.score, one.score * share) }));
  return [first, ...rest].slice(0, MOST_RANKED);
}
