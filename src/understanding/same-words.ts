/** Phrases shorter than this are common property: "công ty nợ lương". */
const SHORT = 5;
const NEAR = 0.7;

/** Finds the text that has nearly all its words in common with a phrase, or null. Both are lists of folded words. */
export function sameWords(
  texts: readonly (readonly string[])[],
): (words: readonly string[]) => readonly string[] | null {
  const sets = texts.map((words) => ({ words, set: new Set(words) }));
  return (words) => {
    if (words.length < SHORT) return null;
    const own = new Set(words);
    return sets.find(({ set }) => overlap(own, set, NEAR) >= NEAR)?.words ?? null;
  };
}

/** Words in common among all the words of both (Jaccard); 0 as soon as it is seen to be less than `least`. */
export function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>, least: number): number {
  if (Math.min(one.size, other.size) < least * Math.max(one.size, other.size)) return 0;
  let common = 0;
  for (const word of one) if (other.has(word)) common++;
  return common / (one.size + other.size - common);
}
