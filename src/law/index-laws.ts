import type { LawArticle } from '../model/law.ts';
import { normalise } from '../understanding/vietnamese/normalise.ts';
import { dullness, rankOf } from './prior.ts';
import { referencesIn } from './references.ts';
import { createVocabulary, eachGram, type Gram, type Vocabulary } from './vocabulary.ts';
import { learnWords, type WordRow } from './words.ts';

/** An article of any law, as it is searched. */
export type LawEntry = LawArticle & { law: string };

/** What people ask when our answers cite an article, in their words. */
export type AskedFor = (law: string, article: string) => readonly string[];

export type LawIndex = {
  /** Text and title are normalised. */
  entries: readonly LawEntry[];
  /** The words of each entry's text and title. */
  rows: readonly { text: WordRow; title: WordRow }[];
  vocabulary: Vocabulary;
  /** Where this gram stands and how much it says there; null when it stands nowhere. */
  postings(gram: Gram): { entries: Uint32Array; impacts: Float32Array } | null;
  /** How rare a gram is; of one that stands nowhere, the most there is. */
  rarity(gram: Gram): number;
  /** What an entry counts before anything was asked. */
  prior: Float32Array;
  /** Entries of the same law that an entry refers to. */
  references: readonly (readonly number[])[];
};

/** Weight of each field and how much its length counts against it, as in BM25F. */
const FIELDS = {
  title: { weight: 4, b: 0.3 },
  text: { weight: 1, b: 0.65 },
  heading: { weight: 0.5, b: 0.3 },
  asked: { weight: 2, b: 0.3 },
} as const;
const FIELD_NAMES = ['title', 'text', 'heading', 'asked'] as const;
/** How soon another mention of the same adds nothing. */
const K1 = 1;

/** Letters between two pauses: some milliseconds, so that a server goes on answering while it reads. */
const SLICE = 30_000;

type Fields = Record<(typeof FIELD_NAMES)[number], WordRow>;
type Deps = { askedFor: AskedFor; pause(): Promise<void> };

/** Makes all articles searchable. */
export async function indexLaws(laws: readonly LawEntry[], { askedFor, pause }: Deps): Promise<LawIndex> {
  const vocabulary = createVocabulary();
  const entries = laws.map((one) => ({ ...one, title: normalise(one.title), text: normalise(one.text) }));
  const rest = pausing(pause);
  const rows: Fields[] = [];
  for (const entry of entries) {
    rows.push(fieldsOf(entry, askedFor(entry.law, entry.article), vocabulary));
    await rest(entry.text.length);
  }
  const average = averages(rows);
  const table = createTable();
  for (const [at, fields] of rows.entries()) {
    table.add(at, weightsOf(fields, average));
    await rest(4 * fields.text.plain.length);
  }
  const { postings, rarity } = table.close(entries.length);
  return {
    entries,
    rows: rows.map(({ text, title }) => ({ text, title })),
    vocabulary,
    postings,
    rarity,
    prior: Float32Array.from(entries, ({ law, title }) => rankOf(law) * dullness(title)),
    references: referencesIn(entries),
  };
}

function pausing(pause: () => Promise<void>): (letters: number) => Promise<void> {
  let letters = 0;
  return async (more) => {
    letters += more;
    if (letters < SLICE) return;
    letters = 0;
    await pause();
  };
}

function fieldsOf({ title, text, heading }: LawEntry, asked: readonly string[], known: Vocabulary): Fields {
  return {
    title: learnWords(title, known),
    text: learnWords(text, known),
    heading: learnWords(normalise(heading), known),
    asked: learnWords(normalise(asked.join('\n')), known),
  };
}

function averages(rows: readonly Fields[]): Record<keyof Fields, number> {
  const average = (name: keyof Fields) =>
    rows.reduce((sum, fields) => sum + fields[name].plain.length, 0) / Math.max(rows.length, 1);
  return {
    title: average('title'),
    text: average('text'),
    heading: average('heading'),
    asked: average('asked'),
  };
}

/** How often each gram stands in an entry, its fields weighed and their lengths evened out. */
function weightsOf(fields: Fields, average: Record<keyof Fields, number>): Map<Gram, number> {
  const weights = new Map<Gram, number>();
  for (const name of FIELD_NAMES) {
    const { weight, b } = FIELDS[name];
    const row = fields[name];
    const each = weight / (1 - b + (b * row.plain.length) / Math.max(average[name], 1));
    eachGram(row, (gram) => weights.set(gram, (weights.get(gram) ?? 0) + each));
  }
  return weights;
}

/** All grams with the entries they stand in, packed: a few bytes for each mention. */
function createTable() {
  const rows = new Map<Gram, number>();
  const counts: number[] = [];
  const mentions: { entry: number; row: Uint32Array; weight: Float32Array }[] = [];
  return {
    add(entry: number, weights: ReadonlyMap<Gram, number>): void {
      const row = new Uint32Array(weights.size);
      let at = 0;
      for (const gram of weights.keys()) {
        const n = rows.get(gram) ?? rows.size;
        rows.set(gram, n);
        counts[n] = (counts[n] ?? 0) + 1;
        row[at++] = n;
      }
      mentions.push({ entry, row, weight: Float32Array.from(weights.values()) });
    },

    close(size: number) {
      const starts = new Uint32Array(counts.length + 1);
      for (const [n, count] of counts.entries()) starts[n + 1] = (starts[n] ?? 0) + count;
      const total = starts[counts.length] ?? 0;
      const entries = new Uint32Array(total);
      const impacts = new Float32Array(total);
      const next = starts.slice();
      const rarityOf = (count: number) => Math.log(1 + (size - count + 0.5) / (count + 0.5));
      for (const { entry, row, weight } of mentions)
        for (const [i, n] of row.entries()) {
          const at = next[n] ?? 0;
          const often = weight[i] ?? 0;
          entries[at] = entry;
          impacts[at] = (rarityOf(counts[n] ?? 0) * often * (K1 + 1)) / (often + K1);
          next[n] = at + 1;
        }
      return {
        postings(gram: Gram) {
          const n = rows.get(gram);
          if (n === undefined) return null;
          const [from, to] = [starts[n], starts[n + 1]];
          return { entries: entries.subarray(from, to), impacts: impacts.subarray(from, to) };
        },
        rarity(gram: Gram) {
          const n = rows.get(gram);
          return rarityOf(n === undefined ? 0 : (counts[n] ?? 0));
        },
      };
    },
  };
}
