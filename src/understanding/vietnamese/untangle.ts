import { isPlainSyllable, isSyllable } from './syllable.ts';

const TELEX_TONES: Record<string, string> = {
  s: '\u0301',
  f: '\u0300',
  r: '\u0309',
  x: '\u0303',
  j: '\u0323',
};
const VNI_TONES: Record<string, string> = { 1: '\u0301', 2: '\u0300', 3: '\u0309', 4: '\u0303', 5: '\u0323' };

/**
 * A lower-case word that a keyboard left in telex or VNI ("luowng", "lu7o7ng", "nghir"), as it was meant. A word that is
 * spelled well already, or whose reading would be no syllable, stays as it is.
 */
export function untangle(word: string): string {
  if (!/^[a-z0-9]+$/.test(word) || isPlainSyllable(word)) return word;
  const meant = /\d/.test(word) ? fromVni(word) : fromTelex(word);
  return meant !== null && isSyllable(meant) ? meant : word;
}

function fromTelex(word: string): string | null {
  const tone = /^.+[aeiouyw].*[sfrxj]$/.test(word) ? (TELEX_TONES[word.slice(-1)] ?? '') : '';
  const letters = tone === '' ? word : word.slice(0, -1);
  const shaped = letters
    .replace(/dd/, 'đ')
    .replace(/uw?ow?(?=[a-z])/, (found) => (found.includes('w') ? 'ươ' : found))
    .replace(/uw|(?<![aou])w/, 'ư')
    .replace(/ow/, 'ơ')
    .replace(/aw/, 'ă')
    .replace(/aa/, 'â')
    .replace(/ee/, 'ê')
    .replace(/oo/, 'ô');
  return shaped === word ? null : withTone(shaped, tone);
}

function fromVni(word: string): string | null {
  if (!/^[a-z]+\d/.test(word)) return null;
  const tone = word.match(/[1-5]/)?.[0] ?? '';
  const shaped = word
    .replace(/[1-5]/, '')
    .replace(/^d(.*)9|^d9/, 'đ$1')
    .replace(/u7?o7?(?=[a-z]|$)/, (found) => (found.includes('7') && found.length > 2 ? 'ươ' : found))
    .replace(/u7/, 'ư')
    .replace(/o7/, 'ơ')
    .replace(/a8/, 'ă')
    .replace(/([aeo])(\w*?)6/, (_, vowel: string, rest: string) => `${vowel}\u0302${rest}`)
    .normalize('NFC');
  return /\d/.test(shaped) ? null : withTone(shaped, VNI_TONES[tone] ?? '');
}

/** The tone on the vowel that has a mark, else on the last but one of an open syllable's, else on the last before the coda. */
function withTone(word: string, tone: string): string {
  if (tone === '') return word;
  const vowels = [...word.matchAll(/[aăâeêioôơuưy]/g)].filter(
    ({ index }) => !(index === 1 && /^(qu|gi)[aăâeêioôơuưy]/.test(word)),
  );
  const marked = vowels.filter(({ 0: vowel }) => /[ăâêôơư]/.test(vowel));
  const open = vowels.length > 1 && /[aăâeêioôơuưy]$/.test(word);
  const bearer = marked.at(-1) ?? vowels.at(open ? -2 : -1);
  if (bearer === undefined) return word;
  const at = bearer.index + 1;
  return `${word.slice(0, at)}${tone}${word.slice(at)}`.normalize('NFC');
}
