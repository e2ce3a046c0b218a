import type { Knowledge } from '../model/decision.ts';
import type { AskedFor } from './index-laws.ts';

/** What people say when they mean an article: the titles and questions of the answers that cite it, and the phrases of their intents. */
export function createAskedFor({ intents, content }: Knowledge): AskedFor {
  const byAnswer = new Map<string, string[]>();
  for (const { respond, examples } of intents.values())
    if ('answer' in respond)
      byAnswer.set(respond.answer, [...(byAnswer.get(respond.answer) ?? []), ...examples]);
  const byArticle = new Map<string, string[]>();
  for (const { answer, phrases, citations } of content.asked())
    for (const { law, article } of citations) {
      const key = keyOf(law, article);
      const before = byArticle.get(key) ?? [];
      byArticle.set(key, [...before, ...phrases, ...(byAnswer.get(answer) ?? [])]);
    }
  return (law, article) => byArticle.get(keyOf(law, article)) ?? [];
}

const keyOf = (law: string, article: string): string => `${law} ${article}`;
