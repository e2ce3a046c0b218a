import type { RankedIntent } from '../../model/exchange.ts';
import type { WordTables } from '../vietnamese/lexicon.ts';
import type { Reading } from '../vietnamese/read-text.ts';
import { contentWords, featuresOf } from './features.ts';
import { addScores, softmax } from './scores.ts';
import type { Model } from './train.ts';
import { weigh } from './weigh.ts';

export type Recognise = (reading: Reading) => RankedIntent[];

/** What is left to the others when somebody says a phrase word by word. */
const DOUBT = 0.02;

/** What a text may mean, one entry a topic, best first; the scores are probabilities. */
export function createRecognise(model: Model, tables: WordTables): Recognise {
  const phrases = new Map(model.phrases.words.map((words, n) => [words, model.phrases.intents[n] ?? -1]));
  return (reading) => {
    const scores = scoresOf(model, reading, tables);
    const said = phrases.get(contentWords(reading, tables).plain.join(' ')) ?? -1;
    if (said >= 0)
      for (const [n, score] of scores.entries()) scores[n] = score * DOUBT + (n === said ? 1 - DOUBT : 0);
    return byTopic(model, scores);
  };
}

function scoresOf(model: Model, reading: Reading, tables: WordTables): Float64Array {
  const { bare, written } = featuresOf(reading, tables);
  const found = weigh([bare, written], model);
  const scores = new Float64Array(model.intents.length);
  addScores(model, found, scores);
  softmax(scores, model.temperature);
  return scores;
}

/** A topic is as likely as its intents together, and named by the likeliest of them. */
function byTopic({ intents }: Model, scores: Float64Array): RankedIntent[] {
  const topics = new Map<string, { ranked: RankedIntent; best: number }>();
  for (let n = 0; n < intents.length; n++) {
    const { name = '', topic = '' } = intents[n] ?? {};
    const score = scores[n] ?? 0;
    const known = topics.get(topic);
    if (known === undefined) {
      topics.set(topic, { ranked: { intent: name, topic, score }, best: score });
      continue;
    }
    known.ranked.score += score;
    if (score <= known.best) continue;
    known.best = score;
    known.ranked.intent = name;
  }
  return [...topics.values()].map(({ ranked }) => ranked).sort((a, b) => b.score - a.score);
}
