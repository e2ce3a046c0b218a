import type { RankedIntent } from '../../model/exchange.ts';
import type { WordTables } from '../vietnamese/lexicon.ts';
import type { Reading } from '../vietnamese/read-text.ts';
import { featuresOf } from './features.ts';
import { addScores, softmax } from './scores.ts';
import type { Model } from './train.ts';
import { weigh } from './weigh.ts';

/** What a text may mean, one entry a topic, best first; the scores are probabilities. */
export function recognise(model: Model, reading: Reading, tables: WordTables): RankedIntent[] {
  const { bare, written } = featuresOf(reading, tables);
  const found = weigh([bare, written], model);
  const scores = new Float64Array(model.intents.length);
  addScores(model, found, scores);
  softmax(scores, model.temperature);
  return byTopic(model, scores);
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
