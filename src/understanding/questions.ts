import { EMERGENCY, UNCLEAR } from '../model/intent.ts';
import { clausesOf, isAsking, piecesOf } from './clauses.ts';
import { THRESHOLDS } from './embedded/settings.ts';
import type { Judge, Judged } from './judge.ts';
import type { Reading } from './vietnamese/read-text.ts';

/** A part of a text that surely asks for something. */
export type Part = { reading: Reading; judged: Judged };

export type Questions = { main: Part; others: Part[] };

type Tools = { read(text: string): Reading; judge: Judge; talk: ReadonlySet<string> };

const MOST_OTHERS = 3;
/** Words of a text that asks rather than tells. */
const SHORT = 30;
/** A clause needs so many words to mean anything alone, a piece between two commas more. */
const FEWEST_OF_CLAUSE = 3;
const FEWEST_OF_PIECE = 4;

type Hears = (part: Part) => boolean;
type Cut = { partOf(text: string): Part; talk: Tools['talk'] };

/** What a text asks first, and what it asks besides. */
export function questionsIn(whole: Part, { read, judge, talk }: Tools): Questions {
  const { words } = whole.reading;
  // Looked at twice, with two measures; read and judged once.
  const known = new Map<string, Part>();
  function partOf(text: string): Part {
    const before = known.get(text);
    if (before) return before;
    const reading = read(text);
    const part = { reading, judged: judge(reading) };
    known.set(text, part);
    return part;
  }
  const clear = partsOf(whole, isClear, { partOf, talk });
  const main = mainOf(whole, clear, talk);
  const { verdict, topic } = main.judged;
  const others = verdict === 'sure' ? clear.filter(({ judged }) => judged.topic !== topic) : [];
  if (others.length > 0 || words.length > SHORT) return { main, others: others.slice(0, MOST_OTHERS) };
  const parts = partsOf(whole, (part) => isConfirmed(part, whole.judged), { partOf, talk });
  const [first, ...rest] = parts;
  // What the whole was taken for must be among them: else the pieces tell a story of their own.
  const hasWhole = parts.some(({ judged }) => judged.topic === whole.judged.topic);
  if (first === undefined || rest.length === 0 || !hasWhole) return { main, others };
  return { main: asSure(first), others: rest.slice(0, MOST_OTHERS).map(asSure) };
}

/** The clauses that are heard; where they are not several, the pieces between commas, too. Each topic once, in the order of the text. */
function partsOf(whole: Part, isHeard: Hears, { partOf, talk }: Cut): Part[] {
  const { text, words } = whole.reading;
  const clauses = heard(clausesOf(text), FEWEST_OF_CLAUSE);
  const mayHoldMore = clauses.length < 2 && words.length <= SHORT && words.length >= 2 * FEWEST_OF_PIECE;
  const pieces = mayHoldMore ? heard(piecesOf(text), FEWEST_OF_PIECE) : [];
  return pieces.length > 1 ? pieces : clauses;

  function heard(texts: readonly string[], fewest: number): Part[] {
    // The only part there is has been judged already.
    if (texts.length < 2) return [];
    const seen = new Set<string>();
    return texts.flatMap((text) => {
      const part = partOf(text);
      const { topic } = part.judged;
      if (part.reading.words.length < fewest || !isHeard(part) || talk.has(topic) || seen.has(topic))
        return [];
      seen.add(topic);
      return [part];
    });
  }
}

/** A part that asks for something whatever stands beside it. */
const isClear: Hears = ({ judged }) => judged.verdict === 'sure' && judged.confidence >= THRESHOLDS.part;

/** A part that is sure and worded as a question, or for which the whole text speaks as well. */
function isConfirmed(part: Part, whole: Judged): boolean {
  const { topic, intent, verdict, confidence } = part.judged;
  // An alarm is raised by the whole text, never by a piece of it that nothing else confirms.
  if (verdict === 'refused' || intent === UNCLEAR || topic === EMERGENCY) return false;
  if (isClear(part) || (verdict === 'sure' && isAsking(part.reading.plain))) return true;
  const share = whole.ranked.find((one) => one.topic === topic)?.score ?? 0;
  return share >= THRESHOLDS.shared && confidence + share >= THRESHOLDS.part;
}

const asSure = ({ reading, judged }: Part): Part => ({ reading, judged: { ...judged, verdict: 'sure' } });

/**
 * A short text with several questions is about the first. Else the whole decides, unless it is unclear and a part is not: the
 * first of several, or the only one that asks; a sentence that just tells ("em nghỉ việc tháng trước") is seldom what is asked.
 */
function mainOf(whole: Part, parts: readonly Part[], talk: ReadonlySet<string>): Part {
  const isClear = whole.judged.verdict === 'sure' && !talk.has(whole.judged.topic);
  const [first] = parts;
  const several = parts.length > 1 && first !== undefined;
  if (several && (!isClear || whole.reading.words.length <= SHORT)) return first;
  const asked = parts.find((part) => isAsking(part.reading.plain));
  return isClear || asked === undefined ? whole : asked;
}
