import { maskNumbers } from '../model/mask-numbers.ts';
import { withoutNames } from './personal-names.ts';
import { dropInvisible } from './vietnamese/normalise.ts';

const NUMBER = '[số]';
const EMAIL = /[\p{L}\p{N}._%+-]+ ?@ ?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const LINK = /(?:https?:\/\/|www\.)\S+|\b(?:facebook|fb|zalo|m)\.(?:com|me)\/\S+/giu;
/** Identity cards, insurance books, bank accounts, telephones: nine digits and more, however they are grouped. */
const LONG_NUMBER = /(?<!\d)\d(?:[ .-]{0,2}\d){8,}(?!\d)/g;

/**
 * What may be told to somebody else's machine: without telephones and other long numbers, addresses of mail and web, names of people,
 * and the firms that were found in the text.
 */
export function withoutPersonal(text: string, workplaces: readonly string[] = []): string {
  const plain = dropInvisible(text.normalize('NFKC'));
  const unnamed = workplaces.reduce((rest, firm) => rest.replace(looseWords(firm), 'công ty'), plain);
  const bare = unnamed.replace(EMAIL, '[email]').replace(LINK, '[link]').replace(LONG_NUMBER, NUMBER);
  return withoutNames(maskNumbers(bare, NUMBER));
}

/** The words of a firm as they stand in the text, whatever stands between them. */
function looseWords(firm: string): RegExp {
  const words = firm
    .normalize('NFKC')
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<!\\p{L})${words.join('[\\s\\p{P}]*')}(?!\\p{L})`, 'giu');
}
