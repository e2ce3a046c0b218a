import { fold } from './vietnamese/fold.ts';

// Words that begin another question. What stands before them is a clause of its own.
const TURNS =
  /(?<=\s)(?:voi lai|ngoai ra|them nua|con nua|tien the|nhan tien|san tien|san day|va cho (?:em|e|toi|minh|tui|hoi)|cho (?:em|e|toi|minh|tui) hoi (?:luon|them))(?=\s)/g;
const ENDS = /\n+|[.?!;]+(?=\s|$|\p{Lu})/gu;
const SOFT = /,|(?<=\s)(?:va|con|roi|ma|nhung)(?=\s)/g;

/** Lines shorter than this are one thought sent in several messages. */
const SHORT_LINE = 5;

/** Sentences and questions of a text, in order; one when it has only one. */
export const clausesOf = (text: string): string[] => cut(joinShortLines(text), [ENDS, TURNS]);

/** The same, also cut at commas and at "và", "còn": many of these pieces mean nothing alone. */
export const piecesOf = (text: string): string[] => cut(joinShortLines(text), [ENDS, TURNS, SOFT]);

/** "cho e hoi / e nghi viec / thang truoc / chua dc tra so" is one question. */
function joinShortLines(text: string): string {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const last = lines.at(-1);
    if (last !== undefined && (isShort(last) || isShort(line))) lines[lines.length - 1] = `${last} ${line}`;
    else lines.push(line);
  }
  return lines.join('\n');
}

const isShort = (line: string) => line.split(' ').length < SHORT_LINE;

function cut(text: string, signs: readonly RegExp[]): string[] {
  // Folding keeps the length of an NFC text, so that positions in one are positions in the other.
  const plain = fold(text).toLowerCase();
  const line = plain.length === text.length ? plain : text.toLowerCase();
  const at = signs.flatMap((sign) =>
    [...(sign === ENDS ? text : line).matchAll(sign)].map(({ index, 0: found }) => ({
      index,
      end: isWord(found) ? index : index + found.length,
    })),
  );
  const cuts = at.sort((a, b) => a.index - b.index);
  const starts = [0, ...cuts.map(({ end }) => end)];
  const ends = [...cuts.map(({ index }) => index), text.length];
  return starts.map((start, n) => text.slice(start, ends[n]).trim()).filter((part) => /\p{L}/u.test(part));
}

const isWord = (found: string) => /\p{L}/u.test(found);

const ASKING =
  /(?:^|\s)(?:khong|chua|sao|gi|nao|dau|nhieu|nhiu|lau|ha|ai|gio|may|phai khong|the|(?:may|bao nhieu) \w+)(?: (?:vay|a|ha|ad|nhi|the|ta|anh chi|anh|chi))*$|(?:^|\s)(?:bao gio|chung nao|khi nao) /;

/** True for a clause that asks rather than tells: by a question word at its end, particles aside, or by asking when. Takes the folded words. */
export const isAsking = (plain: readonly string[]): boolean => ASKING.test(plain.join(' '));
