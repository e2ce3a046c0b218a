import type { Intent } from '../model/intent.ts';
import { createUnderstand } from '../understanding/create-understand.ts';
import type { LoadedIntents } from '../understanding/load-intents.ts';
import type { Guess } from './metrics.ts';

export type Recognise = (text: string) => Promise<Guess>;
/** Learns from phrases, then guesses. */
export type Engine = { name: string; learn(intents: readonly Intent[]): Promise<Recognise> };

/** Ours, as it works for people: danger, language and refusal included. */
export const embedded = ({ lexicon, danger }: LoadedIntents, now: () => Date): Engine => ({
  name: 'embedded',
  async learn(intents) {
    const understand = createUnderstand({ intents, lexicon, danger, now });
    return async (text) => {
      const { ranked, verdict } = await understand(text);
      return { ranked, verdict };
    };
  },
});

/** nlp.js as it comes, with its own threshold; null where it is not installed, as in production. */
export async function nlpjs(): Promise<Engine | null> {
  const [core, nlp, nlu] = await Promise.all([
    import('@nlpjs/core'),
    import('@nlpjs/nlp'),
    import('@nlpjs/nlu'),
  ]).catch(() => [null, null, null]);
  if (core === null || nlp === null || nlu === null) return null;
  return {
    name: 'nlp.js',
    async learn(intents) {
      const container = await core.containerBootstrap();
      container.use(nlp.Nlp);
      container.use(nlu.NluNeural);
      const manager = new nlp.Nlp({
        container,
        languages: ['vi'],
        autoSave: false,
        autoLoad: false,
        forceNER: false,
        nlu: { log: false },
      });
      const topics = new Map(intents.map(({ name, topic }) => [name, topic]));
      for (const { name, examples } of intents)
        for (const example of examples) manager.addDocument('vi', example, name);
      await manager.train();
      return async (text) => guessOf(await manager.process('vi', text), topics, manager.settings.threshold);
    },
  };
}

type Processed = { intent: string; score: number; classifications: { intent: string; score: number }[] };

function guessOf(
  { intent, score, classifications }: Processed,
  topics: ReadonlyMap<string, string>,
  threshold: number,
): Guess {
  const shares = new Map<string, number>();
  for (const one of classifications) {
    const topic = topics.get(one.intent) ?? 'off-topic';
    shares.set(topic, (shares.get(topic) ?? 0) + one.score);
  }
  const ranked = [...shares]
    .map(([topic, share]) => ({ topic, score: share }))
    .sort((a, b) => b.score - a.score);
  const isRefused = intent === 'None' || topics.get(intent) === 'off-topic';
  return { ranked, verdict: isRefused ? 'refused' : score >= threshold ? 'sure' : 'unsure' };
}
