import { clausesOf, isAsking, piecesOf } from './clauses.ts';
import { THRESHOLDS } from './embedded/settings.ts';
import type { Judge, Judged } from './judge.ts';
import type { Reading } from './vietnamese/read-text.ts';

/** A part of a text that surely asks for something. */
export type Part = { reading: Reading; judged: Judged };

export type Questions = { main: Judged; others: Part[] };

type Tools = { read(text: string): Reading; judge: Judge; talk: ReadonlySet<string> };

const MOST_OTHERS = 3;
/** Words of a text that asks rather than tells. */
const SHORT = 30;
/** A clause needs so many words to mean anything alone, a piece between two commas more. */
const FEWEST_OF_CLAUSE = 3;
const FEWEST_OF_PIECE = 4;

/** What a text asks first, and what it asks besides. */
export function questionsIn(whole: Part, { read, judge, talk }: Tools): Questions {
  const { text, words } = whole.reading;
  const clauses = sureParts(clausesOf(text), FEWEST_OF_CLAUSE);
  const mayHoldMore = clauses.length < 2 && words.length <= SHORT && words.length >= 2 * FEWEST_OF_PIECE;
  const pieces = mayHoldMore ? sureParts(piecesOf(text), FEWEST_OF_PIECE) : [];
  const parts = pieces.length > 1 ? pieces : clauses;
  const main = mainOf(whole, parts, talk);
  const others = main.verdict === 'sure' ? parts.filter(({ judged }) => judged.topic !== main.topic) : [];
  return { main, others: others.slice(0, MOST_OTHERS) };

  /** Each topic once, in the order of the text. */
  function sureParts(texts: readonly string[], fewest: number): Part[] {
    // The only part there is has been judged already.
    if (texts.length < 2) return [];
    const seen = new Set<string>();
    return texts.flatMap((text) => {
      const reading = read(text);
      const judged = judge(reading);
      const isSure = judged.verdict === 'sure' && judged.confidence >= THRESHOLDS.part;
      if (reading.words.length < fewest || !isSure || talk.has(judged.topic) || seen.has(judged.topic))
        return [];
      seen.add(judged.topic);
      return [{ reading, judged }];
    });
  }
}

/**
 * A short text with several questions is about the first. Else the whole decides, unless it is unclear and a part is not: the
 * first of several, or the only one that asks; a sentence that just tells ("em nghỉ việc tháng trước") is seldom what is asked.
 */
function mainOf({ reading, judged: whole }: Part, parts: readonly Part[], talk: ReadonlySet<string>): Judged {
  const isClear = whole.verdict === 'sure' && !talk.has(whole.topic);
  const [first] = parts;
  const several = parts.length > 1 && first !== undefined;
  if (several && (!isClear || reading.words.length <= SHORT)) return first.judged;
  const asked = parts.find((part) => isAsking(part.reading.plain));
  return isClear || asked === undefined ? whole : asked.judged;
}
