/** FNV-1a over a part of a text, without cutting it out. The seed keeps kinds of features apart. */
export function hashPart(text: string, from: number, to: number, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  // 0 marks an empty slot in the table of features.
  return hash >>> 0 || 1;
}

export const hashText = (text: string, seed: number): number => hashPart(text, 0, text.length, seed);

/** Numbers between 0 and 1, the same every time: training must not depend on luck. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
