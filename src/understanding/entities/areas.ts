import { fold } from '../vietnamese/fold.ts';
import { sequenceAt, type WordTables } from '../vietnamese/lexicon.ts';
import { normalise } from '../vietnamese/normalise.ts';
import { type Token, tokenise } from '../vietnamese/tokens.ts';

const KINDS = [
  'phuong',
  'xa',
  'thi tran',
  'thi xa',
  'thanh pho',
  'huyen',
  'quan',
  'tinh',
  'tp',
  'tx',
  'buon',
  'thon',
  'kcn',
  'ccn',
  'khu cong nghiep',
  'cum cong nghiep',
];
const KIND_WORDS = KINDS.map((kind) => kind.split(' ')).sort((a, b) => b.length - a.length);

/**
 * Communes, wards, towns and industrial zones that are named: with their kind and a name in capitals ("phường Tân An"), or
 * a name that the lexicon knows ("bmt" → "Buôn Ma Thuột").
 */
export function findAreas(text: string, tables: WordTables): string[] {
  const tokens = tokenise(normalise(text));
  const plain = tokens.map(({ raw }) => fold(raw).toLowerCase());
  const found: string[] = [];
  for (let at = 0; at < tokens.length; ) {
    const area = areaAt(tokens, plain, at, tables);
    if (area !== null) found.push(area.name);
    at += area?.length ?? 1;
  }
  return [...new Set(found)];
}

function areaAt(tokens: readonly Token[], plain: readonly string[], at: number, tables: WordTables) {
  const kind = KIND_WORDS.find((words) => words.every((word, n) => plain[at + n] === word));
  const start = at + (kind?.length ?? 0);
  const known = sequenceAt(plain, start, tables.places);
  if (known !== null) {
    const name = known.to.join(' ');
    const prefix = kind === undefined ? '' : `${written(tokens, at, start)} `;
    return { name: prefix + name, length: start - at + known.words.length };
  }
  if (kind === undefined) return null;
  const length = capitals(tokens, start);
  return length === 0 ? null : { name: written(tokens, at, start + length), length: start - at + length };
}

const written = (tokens: readonly Token[], from: number, to: number) =>
  tokens
    .slice(from, to)
    .map(({ raw }) => raw)
    .join(' ');

/** How many words from here on begin with a capital; at most four, and a number only behind one. */
function capitals(tokens: readonly Token[], from: number): number {
  let length = 0;
  while (length < 4 && /^\p{Lu}/u.test(tokens[from + length]?.raw ?? '')) length++;
  return length > 0 && /^\d{1,2}$/.test(tokens[from + length]?.raw ?? '') ? length + 1 : length;
}
