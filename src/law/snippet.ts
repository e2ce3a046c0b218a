import type { LawIndex } from './index-laws.ts';
import type { Question } from './question.ts';
import { eachGram, type Gram } from './vocabulary.ts';
import type { WordRow } from './words.ts';

/** Letters of an extract, the marks of what is left out included. */
export const LONGEST_SNIPPET = 300;
const CLAUSE = /^(\d{1,3})([a-zđ]?)\. /u;
const SENTENCE = /[.;:]\s+(?=\S)/gu;
const POINT = /^(?:\d{1,3}[a-zđ]?\.|[a-zđ]{1,2}\d?\)|-) /u;
/** Letters of what stands before the points of a clause. */
const LONGEST_LEAD = 140;
const MARK = '…';

/** The passage of an article that fits best: from the beginning of a clause, point or sentence, and never past its clause. */
export function snippetOf(entry: number, question: Question, index: LawIndex): string {
  const text = index.entries[entry]?.text ?? '';
  const row = index.rows[entry]?.text;
  const mentions = row ? mentionsIn(row, question, index) : [];
  let best = { score: -1, snippet: '' };
  let start = 0;
  for (const clause of clausesOf(text)) {
    for (const from of startsIn(clause)) {
      const lead = leadOf(clause, from);
      const to = endFrom(clause, from, LONGEST_SNIPPET - lead.length);
      const score = scoreOf(mentions, start + from, start + to);
      if (score > best.score) best = { score, snippet: `${lead}${cut(clause, from, to)}` };
    }
    start += clause.length + 1;
  }
  return best.snippet;
}

/** What is looked for, wherever the text has it, in its order. */
type Mention = { gram: Gram; from: number; to: number; worth: number };

function mentionsIn(row: WordRow, { weights }: Question, { rarity }: LawIndex): Mention[] {
  const mentions: Mention[] = [];
  eachGram(row, (gram, _kind, first, last) => {
    const weight = weights.get(gram);
    if (weight === undefined) return;
    const [from, to] = [row.from[first] ?? 0, row.to[last] ?? 0];
    mentions.push({ gram, from, to, worth: weight * rarity(gram) });
  });
  return mentions;
}

/** How much of it stands between two places, each thing once. */
function scoreOf(mentions: readonly Mention[], start: number, end: number): number {
  const seen = new Set<Gram>();
  let score = 0;
  for (const { gram, from, to, worth } of mentions) {
    if (from >= end) break;
    if (from < start || to > end || seen.has(gram)) continue;
    seen.add(gram);
    score += worth;
  }
  return score;
}

/** "Người sử dụng lao động không được …:" stands before its points: one of them alone might say the opposite. */
function leadOf(clause: string, from: number): string {
  const [first = ''] = clause.split('\n', 1);
  if (from === 0 || !first.endsWith(':') || !POINT.test(clause.slice(from))) return '';
  const isNext = from === first.length + 1;
  if (first.length <= LONGEST_LEAD) return `${first} ${isNext ? '' : `${MARK} `}`;
  const end = first.lastIndexOf(' ', LONGEST_LEAD);
  return `${first.slice(0, end)}${MARK} `;
}

/** Clauses by their numbers; a list inside a clause begins again with 1 and so belongs to it. */
export function clausesOf(text: string): string[] {
  const clauses: string[] = [];
  let last = 0;
  for (const line of text.split('\n')) {
    const found = CLAUSE.exec(line);
    const n = found ? Number(found[1]) : 0;
    const isNext = found !== null && (n === last + 1 || (n === last && found[2] !== ''));
    if (isNext || clauses.length === 0) clauses.push(line);
    else clauses[clauses.length - 1] = `${clauses.at(-1)}\n${line}`;
    if (isNext) last = n;
  }
  return clauses;
}

/** Where an extract may begin: at a line, or at a sentence of a line that is too long. */
function startsIn(clause: string): number[] {
  const starts: number[] = [];
  let at = 0;
  for (const line of clause.split('\n')) {
    starts.push(at);
    if (line.length > LONGEST_SNIPPET)
      for (const { index: end, 0: gap } of line.matchAll(SENTENCE)) starts.push(at + end + gap.length);
    at += line.length + 1;
  }
  return starts;
}

/** At the end of a word. */
function endFrom(clause: string, from: number, most: number): number {
  const room = most - MARK.length;
  if (clause.length - from <= room) return clause.length;
  const last = from + room - MARK.length;
  const space = Math.max(clause.lastIndexOf(' ', last), clause.lastIndexOf('\n', last));
  return space > from ? space : last;
}

function cut(clause: string, from: number, to: number): string {
  const words = clause.slice(from, to).replace(/\s+/gu, ' ').trim();
  const isMiddle = from > 0 && !POINT.test(words);
  return `${isMiddle ? MARK : ''}${words}${to < clause.length ? MARK : ''}`;
}
