import { z } from 'zod';
import { fold } from './fold.ts';
import { pattern } from './pattern.ts';

const phrase = z.string().min(1);
const patterns = z.array(pattern);

/** `intents/lexicon.yaml`: how people write, in tables that staff can extend. */
export const lexiconFile = z.strictObject({
  /** Abbreviations and chat spellings that always mean the same: `cty: công ty`. */
  words: z.record(phrase, phrase),
  /** Those whose neighbours decide. The first rule that fits wins; without a condition it always fits. */
  context: z.array(
    z.strictObject({
      written: phrase,
      means: phrase,
      /** Words of which one stands right before (after) it. */
      after: z.array(phrase).optional(),
      before: z.array(phrase).optional(),
      afterNumber: z.boolean().optional(),
    }),
  ),
  /** Wrong but common spellings of several words: `nghĩ việc: nghỉ việc`. */
  spellings: z.record(phrase, phrase),
  /** Ways to say the same thing. The name stands for all of them. */
  synonyms: z.record(phrase, z.array(phrase).min(1)),
  /** What the law calls what people say: `đuổi việc: [sa thải, …]`. Law search looks for both; understanding does not use it. */
  statutes: z.record(phrase, z.array(phrase).min(1)).optional(),
  /** Politeness and calls that carry no meaning: "cho em hỏi", "ad ơi". */
  padding: z.array(phrase),
  /** English words that are no keyboard leftovers and, many of them together, show that a text is English. */
  english: z.array(phrase),
  /** Names of places people write without "phường" or "xã", and their short forms. */
  places: z.record(phrase, phrase),
  /** What a message must contain to count as fear of being known, or as a grievance; see `pattern.ts`. */
  fear: patterns,
  grievance: z.strictObject({ yes: patterns, maybe: patterns, no: patterns }),
});
export type Lexicon = z.infer<typeof lexiconFile>;

type Meaning = { means: string[]; fits(words: readonly string[], at: number): boolean };

/** A table of word sequences, looked up by their first word, longest first. */
export type Sequences = ReadonlyMap<string, { words: string[]; to: string[] }[]>;

/** The lexicon made quick to look up. Every key is NFC and lower case. */
export type WordTables = {
  meanings: ReadonlyMap<string, Meaning[]>;
  english: ReadonlySet<string>;
  spellings: Sequences;
  padding: Sequences;
  synonyms: Sequences;
  /** Ways of the law for a way of the people, with a bar between two. */
  statutes: Sequences;
  places: Sequences;
};

export function wordTables(lexicon: Lexicon): WordTables {
  const meanings = new Map<string, Meaning[]>();
  const add = (written: string, meaning: Meaning) =>
    meanings.set(lower(written), [...(meanings.get(lower(written)) ?? []), meaning]);
  for (const rule of lexicon.context) add(rule.written, { means: split(rule.means), fits: conditions(rule) });
  for (const [written, means] of Object.entries(lexicon.words))
    add(written, { means: split(means), fits: () => true });
  return {
    meanings,
    english: new Set(lexicon.english.map(lower)),
    spellings: sequences(Object.entries(lexicon.spellings)),
    padding: sequences(
      lexicon.padding.map((words) => [fold(words), '']),
      folded,
    ),
    synonyms: sequences(
      Object.entries(lexicon.synonyms).flatMap(([name, ways]) =>
        [name, ...ways].map((way) => [way, `#${fold(name).replace(/ /g, '-')}`]),
      ),
      folded,
    ),
    statutes: sequences(
      Object.entries(lexicon.statutes ?? {}).map(([said, ways]) => [said, ways.join(' | ')]),
      folded,
    ),
    places: sequences(Object.entries(lexicon.places), folded),
  };
}

function conditions(rule: Lexicon['context'][number]): Meaning['fits'] {
  const after = rule.after && new Set(rule.after.map(folded));
  const before = rule.before && new Set(rule.before.map(folded));
  return (words, at) => {
    const previous = words[at - 1] ?? '';
    if (rule.afterNumber && !/^\d/.test(previous)) return false;
    if (after && !after.has(folded(previous))) return false;
    return !before || before.has(folded(words[at + 1] ?? ''));
  };
}

function sequences(entries: string[][], as: (text: string) => string = lower): Sequences {
  const table = new Map<string, { words: string[]; to: string[] }[]>();
  for (const [from = '', to = ''] of entries) {
    const words = split(as(from));
    const first = words[0];
    if (first === undefined) continue;
    const same = [...(table.get(first) ?? []), { words, to: split(to) }];
    table.set(
      first,
      same.sort((a, b) => b.words.length - a.words.length),
    );
  }
  return table;
}

/** Replaces every sequence of the table, the longest first, and never inside another. */
export function replaceSequences(words: readonly string[], table: Sequences): string[] {
  const done: string[] = [];
  for (let at = 0; at < words.length; ) {
    const found = sequenceAt(words, at, table);
    done.push(...(found ? found.to : [words[at] ?? '']));
    at += found ? found.words.length : 1;
  }
  return done;
}

export function sequenceAt(words: readonly string[], at: number, table: Sequences) {
  return (
    table.get(words[at] ?? '')?.find((entry) => entry.words.every((word, n) => words[at + n] === word)) ??
    null
  );
}

const lower = (text: string) => text.normalize('NFC').toLowerCase();
const folded = (text: string) => fold(text).toLowerCase();
const split = (text: string) => text.split(' ').filter((word) => word !== '');
