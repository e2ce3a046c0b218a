import type { Patterns } from '../understanding/vietnamese/pattern.ts';
import { haystack, looked } from './choose-answer.ts';
import { fold } from './fold.ts';
import type { Rumour } from './parse-rumour.ts';

/** From how much of a claim a message says the same. Chosen on tests/content/rumours.yaml, where the test prints what each choice costs. */
export const LIKE = 0.5;

/** The published claim that a message is most like, and how much of the claim it says (0 to 1). */
export type Near = { id: string; likeness: number };

/** Words of asking and passing on, which say nothing about what is claimed. */
const EMPTY = new Set(
  fold(
    `nghe nói đồn bảo đâu thấy mấy người ta ai cũng là và thì mà của cho các những này kia đó vậy thế rồi nữa luôn ạ ơi nha nhé hả
    à ad admin em anh chị tôi tui mình bạn có phải không đúng thật thiệt hay tin thông báo trên mạng facebook tiktok zalo share chia sẻ
    giúp giùm với xin hỏi cho biết sao như nào ko k hông hong dạ ở trong khi bị được sẽ đang đã còn một cái việc theo về từ`,
  ).split(' '),
);

type Claim = { id: string; words: string[]; needs: Patterns[]; grams: Map<string, number>; total: number };

/** Compares by single words and pairs, rare ones weighing more; of a long message only the densest stretch counts. */
export function createNearRumour(rumours: readonly Rumour[]): (message: string) => Near | null {
  const written = rumours.flatMap(({ id, claims, needs }) => {
    const needed = needs.map(looked);
    return claims.map((claim) => ({ id, words: wordsOf(claim), needs: needed }));
  });
  const weight = weigher(written);
  const claims = written.map(({ words, ...rest }): Claim => {
    const grams = new Map(gramsOf(words).map((gram) => [gram, weight(gram)]));
    return { ...rest, words, grams, total: sum(grams.values()) };
  });
  return (message) => {
    const words = wordsOf(message);
    const text = haystack(message);
    let best: Near | null = null;
    for (const claim of claims) {
      const likeness = likenessOf(claim, words);
      const isClaimed = claim.needs.length === 0 || claim.needs.some((one) => one.find(text) !== null);
      if (isClaimed && likeness > (best?.likeness ?? 0)) best = { id: claim.id, likeness };
    }
    return best;
  };
}

/** What is left of a message once the asking is taken away. */
export const wordsOf = (text: string): string[] =>
  fold(text)
    .split(' ')
    .filter((word) => word !== '' && !EMPTY.has(word));

const gramsOf = (words: readonly string[]): string[] => [
  ...new Set([...words, ...words.slice(1).map((word, n) => `${words[n]} ${word}`)]),
];

/** A word that stands in the claims of few rumours tells more. Pairs count half: the same is said in many orders. */
function weigher(written: readonly { id: string; words: string[] }[]): (gram: string) => number {
  const seen = new Map<string, Set<string>>();
  for (const { id, words } of written)
    for (const gram of gramsOf(words)) seen.set(gram, (seen.get(gram) ?? new Set()).add(id));
  const all = new Set(written.map(({ id }) => id)).size;
  return (gram) => Math.log(1 + all / (seen.get(gram)?.size ?? 1)) * (gram.includes(' ') ? 0.5 : 1);
}

/** The share of the claim that the best stretch of the message says. */
function likenessOf({ words: claimed, grams, total }: Claim, words: readonly string[]): number {
  const width = 2 * claimed.length + 2;
  const step = Math.max(1, Math.floor(claimed.length / 2));
  let best = 0;
  for (let at = 0; at === 0 || at < words.length - claimed.length / 2; at += step) {
    const here = gramsOf(words.slice(at, at + width));
    best = Math.max(best, sum(here.map((gram) => grams.get(gram) ?? 0)) / total);
  }
  return best;
}

const sum = (numbers: Iterable<number>): number => {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
};
