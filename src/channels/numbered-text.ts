import type { Choice } from '../model/exchange.ts';

/** The text with its choices written below as `1. Title`, unless they already stand in it; `0`, the way out, comes last. */
export function withNumbers(text: string, choices: readonly Choice[]): string {
  const missing = choices.filter((choice) => !hasChoice(text, choice));
  if (missing.length === 0) return text;
  const lines = [...missing].sort((a, b) => rank(a) - rank(b)).map(lineOf);
  return [text.trimEnd(), ...lines].filter((line) => line !== '').join('\n');
}

/** Whether at least one of the choices stands written in the text: a long text's last piece may have only the end of the menu. */
export const hasNumbers = (text: string, choices: readonly Choice[]): boolean =>
  choices.some((choice) => hasChoice(text, choice));

const lineOf = ({ n, title }: Choice): string => `${n}. ${title}`;

const rank = ({ n }: Choice): number => (n === 0 ? Number.POSITIVE_INFINITY : n);

// "1. Gửi   2. Sửa" on one line counts too; "2. Có" stands neither in "12. Có" nor in "2. Có khách".
function hasChoice(text: string, choice: Choice): boolean {
  const line = lineOf(choice)
    .normalize('NFC')
    .replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${line}(?=\\s*$|\\s*\\n|\\s{2,}| \\d{1,2}\\. )`, 'u').test(
    text.normalize('NFC'),
  );
}
