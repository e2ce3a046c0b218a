import type { RankedIntent } from '../../model/exchange.ts';
import type { WordTables } from '../vietnamese/lexicon.ts';
import type { Reading } from '../vietnamese/read-text.ts';
import { featuresOf } from './features.ts';
import { addScores, softmax } from './scores.ts';
import { lookUp, type Model } from './train.ts';

/** What a text may mean: one entry a topic, best first, and which share of it the model has never met. */
export type Recognised = { ranked: RankedIntent[]; unknown: number };

export function recognise(model: Model, reading: Reading, tables: WordTables): Recognised {
  const found = lookUp(featuresOf(reading, tables), model.table, model.worth);
  const scores = new Float64Array(model.intents.length);
  addScores(model, found, scores);
  softmax(scores, model.temperature);
  return { ranked: byTopic(model, scores), unknown: found.missed };
}

/** A topic is as likely as its intents together, and named by the likeliest of them. */
function byTopic({ intents }: Model, scores: Float64Array): RankedIntent[] {
  const topics = new Map<string, RankedIntent & { best: number }>();
  for (const [n, { name, topic }] of intents.entries()) {
    const score = scores[n] ?? 0;
    const known = topics.get(topic);
    const isBest = known === undefined || score > known.best;
    topics.set(topic, {
      topic,
      intent: isBest ? name : known.intent,
      best: isBest ? score : known.best,
      score: (known?.score ?? 0) + score,
    });
  }
  return [...topics.values()]
    .sort((a, b) => b.score - a.score)
    .map(({ intent, topic, score }) => ({ intent, topic, score }));
}
