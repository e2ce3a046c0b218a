import { hashText } from '../understanding/embedded/hash.ts';
import { fold } from '../understanding/vietnamese/fold.ts';
import type { Lexicon } from '../understanding/vietnamese/lexicon.ts';

/** The same message as others would type it. */
export const NOISES = ['bare', 'teencode', 'polite'] as const;
export type Noise = (typeof NOISES)[number];

const POLITE = [
  ['dạ anh chị ơi cho em hỏi xíu với ạ, ', ' em cảm ơn anh chị nhiều ạ'],
  ['chào công đoàn, mình có chút thắc mắc mong được giải đáp: ', ' xin cảm ơn'],
  ['ad ơi giúp mình với, ', ' nha, cảm ơn ad nhiều lắm'],
] as const;

/** Makes texts noisy, always the same way: without diacritics, with the lexicon's abbreviations, or wrapped in politeness. */
export function createNoise(lexicon: Lexicon): (text: string, noise: Noise) => string {
  const shorts = new Map<string, string[]>();
  for (const [short, full] of Object.entries(lexicon.words))
    shorts.set(full, [...(shorts.get(full) ?? []), short]);
  const longest = [...shorts.keys()].sort((a, b) => b.length - a.length);
  const words = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${longest.map(escaped).join('|')})(?![\\p{L}\\p{N}])`,
    'giu',
  );
  const abbreviate = (full: string) => {
    const known = shorts.get(full.toLowerCase()) ?? [];
    return known[hashText(full, known.length) % Math.max(1, known.length)] ?? full;
  };
  return (text, noise) => {
    if (noise === 'bare') return fold(text);
    if (noise === 'teencode') return longest.length === 0 ? text : text.replace(words, abbreviate);
    const [before, after] = POLITE[hashText(text, 1) % POLITE.length] ?? POLITE[0];
    return `${before}${text}${after}`;
  };
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
