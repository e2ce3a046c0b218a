import { fold } from '../../content/fold.ts';

/** What nobody of the union asks for in a talk. */
const NAMED =
  /\b(stk|so tai khoan|tai khoan ngan hang|so the|otp|ma xac (nhan|thuc)|cccd|cmnd|can cuoc|chung minh nhan dan)\b/;
/** Digits in one piece, or in groups of three and more as cards print them. Money has dots, days have strokes. */
const NUMBER = /(?<![\p{L}\d.,/])\d{3,}(?:[ -]\d{3,}){0,5}(?![\d.,/]\d)/gu;
const MASK = '[số]';
const REACH = 40;

/** A person's words without numbers of bank accounts, cards and codes; `isFound` also when they only speak of them. */
export function withoutUnneeded(text: string): { text: string; isFound: boolean } {
  const shown = text.replace(NUMBER, (number, at: number) =>
    isUnneeded(number.replace(/\D/g, ''), text.slice(Math.max(0, at - REACH), at)) ? MASK : number,
  );
  return { text: shown, isFound: shown !== text || NAMED.test(fold(text)) };
}

function isUnneeded(digits: string, before: string): boolean {
  const { length } = digits;
  // An identity card has 12 or 9 digits, an account or a card more; a telephone has ten and begins with 0.
  const isCard = length >= 12 || (length === 9 && !digits.startsWith('0'));
  return isCard || (length >= 4 && NAMED.test(fold(before)));
}
