import { fold } from '../content/fold.ts';

/** A law says what is so, a decree how it is done, a circular which form is filled in: of two that fit alike the higher is meant. */
const LAW = 1.15;
const DECREE = 1;
const BELOW = 0.87;

export function rankOf(law: string): number {
  if (/\/(?:QH|UBTVQH)\d*$/iu.test(law) || /^Bộ luật|^Luật/u.test(law)) return LAW;
  return /\/NĐ-CP$|^Nghị định/iu.test(law) ? DECREE : BELOW;
}

/** Articles that every law has and nobody asks about. */
const DULL = [
  'hieu luc',
  'doi tuong ap dung',
  'pham vi dieu chinh',
  'trach nhiem thi hanh',
  'to chuc thuc hien',
  'dieu khoan thi hanh',
  'dieu khoan chuyen tiep',
  'dieu khoan tham chieu',
  'quy dinh chuyen tiep',
  'giai thich tu ngu',
];
export const dullness = (title: string): number => {
  const folded = fold(title);
  return DULL.some((start) => folded.startsWith(start)) ? 0.75 : 1;
};
