import type { LawEntry } from './index-laws.ts';

const REFERENCE =
  /Điều (\d+[a-zđ]?)(?:,? (?:và |hoặc )?(?:Điều )?(\d+[a-zđ]?))?(?:,? (?:và |hoặc )?(?:Điều )?(\d+[a-zđ]?))?[^;.\n]{0,40}?(?:Bộ luật|Luật|Nghị định|Thông tư) này/gu;

/** For each entry those of the same law that it names ("quy định tại Điều 31 của Bộ luật này"). */
export function referencesIn(entries: readonly LawEntry[]): number[][] {
  const places = new Map(entries.map(({ law, article }, at) => [`${law} ${article}`, at]));
  return entries.map(({ law, text }, from) => {
    const named = [...text.matchAll(REFERENCE)].flatMap((found) => found.slice(1));
    const found = named.flatMap((article) => (article ? (places.get(`${law} ${article}`) ?? []) : []));
    return [...new Set(found)].filter((to) => to !== from);
  });
}
