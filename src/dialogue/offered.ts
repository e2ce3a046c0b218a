import { fold } from '../content/fold.ts';
import type { Choice, Standing } from '../model/exchange.ts';
import { codedOf, numberOf } from './commands.ts';

/** The choice of the last menu that this text picks: by its number, by what it stands for, or by its title. */
export function chosenOf({ offered }: Standing, text: string): Choice | null {
  const n = numberOf(text);
  if (n !== null) return offered.find((choice) => choice.n === n) ?? null;
  const typed = fold(text);
  if (typed === '') return offered.find(({ say }) => say === text.trim()) ?? null;
  return (
    offered.find(({ say }) => say === text.trim() || fold(say) === typed) ??
    offered.find(({ title }) => fold(title) === typed || fold(withoutAside(title)) === typed) ??
    solvedOf(offered, typed)
  );
}

const MOST_WORDS = 15;

/** "Chưa, họ mới trả một tháng" answers "Đã giải quyết chưa?" by its first word. */
function solvedOf(offered: Choice[], typed: string): Choice | null {
  const words = typed.split(' ');
  if (words.length > MOST_WORDS) return null;
  const asked = offered.filter(({ say }) => ['solved', 'reopen'].includes(codedOf(say)?.verb ?? ''));
  return asked.find(({ title }) => fold(title).split(' ')[0] === words[0]) ?? null;
}

/** "Chưa (mở lại trong 10 ngày)" is also picked by "chưa". */
const withoutAside = (title: string): string => title.replace(/\(.*\)/su, '');

/** A number that the last menu does not have. */
export function strayNumber(standing: Standing, text: string): number | null {
  const n = numberOf(text);
  if (n === null || standing.offered.length === 0) return null;
  return standing.offered.some((choice) => choice.n === n) ? null : n;
}
