const WORDED: Record<string, number> = {
  mot: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  nam: 5,
  sau: 6,
  bay: 7,
  tam: 8,
  chin: 9,
  muoi: 10,
};
const NUMBER = `(\\d+(?:[.,]\\d+)?|${Object.keys(WORDED).join('|')})`;
const MILLIONS = 'tr|trieu|cu|chai';
/** After "6 triệu", a number that counts something else: "6 triệu 2 tháng"; in "6tr2 tháng" it is glued on and does not. */
const COUNTED = '(?! ?(?:thang|ngay|tuan|nam|nguoi|gio|tieng|lan|con|dua|ca|%|so|tr|trieu|k\\b))';

type Way = { look: RegExp; read(found: RegExpMatchArray): number[] };

const WAYS: Way[] = [
  {
    // "4-5tr", "2 - 3 triệu"
    look: new RegExp(`\\b(\\d+(?:[.,]\\d+)?)-(\\d+(?:[.,]\\d+)?) ?(?:${MILLIONS})\\b`, 'g'),
    read: ([, from = '', to = '']) => [numberOf(from) * 1e6, numberOf(to) * 1e6],
  },
  {
    // "6tr2", "6 triệu 2", "1,5 triệu", "sáu triệu rưỡi"
    look: new RegExp(
      `\\b${NUMBER} ?(?:${MILLIONS})(?:(\\d{1,3})\\b| (\\d{1,3})\\b${COUNTED}| (ruoi))?(?![a-z])`,
      'g',
    ),
    read: ([, whole = '', glued, apart, half]) => {
      const part = glued ?? apart;
      return [Math.round((numberOf(whole) + (half ? 0.5 : part ? Number(`0.${part}`) : 0)) * 1e6)];
    },
  },
  {
    look: new RegExp(`\\b${NUMBER} (?:ty|ti)\\b(?! le)`, 'g'),
    read: ([, whole = '']) => [Math.round(numberOf(whole) * 1e9)],
  },
  {
    look: new RegExp(`\\b${NUMBER} tram (?:nghin|ngan|k)\\b`, 'g'),
    read: ([, whole = '']) => [Math.round(numberOf(whole) * 1e5)],
  },
  { look: /\b(\d+) ?(?:xi|lit)\b/g, read: ([, whole = '']) => [Number(whole) * 1e5] },
  {
    look: /(?<!tram )\b(\d+(?:[.,]\d+)?) ?(?:k|nghin|ngan)\b/g,
    read: ([, whole = '']) => [Math.round(numberOf(whole) * 1e3)],
  },
  {
    look: /\b(\d{1,3}(?:[.,]\d{3})+)(?! ?(?:tr|trieu|nguoi|cong nhan|lao dong))(?:d|dong|vnd)?\b/g,
    read: ([, whole = '']) => [Number(whole.replace(/[.,]/g, ''))],
  },
  { look: /\b(\d{4,10}) ?(?:d|dong|vnd)\b/g, read: ([, whole = '']) => [Number(whole)] },
];

/** Amounts of money in đồng, in the order in which they are written, each once. Takes a folded text. */
export function findMoney(folded: string): number[] {
  let rest = folded;
  const found: { at: number; value: number }[] = [];
  for (const { look, read } of WAYS) {
    for (const match of rest.matchAll(look))
      for (const value of read(match)) found.push({ at: match.index, value });
    // What one way has read is no longer there for the next; the length stays, so that positions do.
    rest = rest.replace(look, (taken) => '_'.repeat(taken.length));
  }
  const sorted = found.sort((a, b) => a.at - b.at).map(({ value }) => value);
  return [...new Set(sorted.filter((value) => value >= 1000))];
}

function numberOf(text: string): number {
  return WORDED[text] ?? Number(text.replace(',', '.'));
}
