import { z } from 'zod';
import { pattern } from '../understanding/vietnamese/pattern.ts';

const day = z.iso.date();
export const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
/** Articles are texts ("3", "Phụ lục"); an unquoted 3 means the same. */
const article = z
  .union([z.string().min(1), z.int()], { error: 'is a text or a whole number' })
  .transform(String);

export const choiceShape = z.strictObject({
  n: z.int().min(0).max(20).optional(),
  title: z.string().min(1),
  say: z.string().min(1),
});

/** A bare text is an entry without choices. */
export const wordingEntry = z.preprocess(
  (entry) => (typeof entry === 'string' ? { text: entry } : entry),
  z.strictObject({ text: z.string().min(1), choices: z.array(choiceShape).default([]) }),
);
const wordingId = z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/);
export const wordingShape = z
  .object({ placeholders: z.record(z.string(), z.union([z.string(), z.number()])).default({}) })
  .catchall(wordingEntry);
export const isWordingId = (id: string): boolean => wordingId.safeParse(id).success;

/** A law without an article is cited as a whole. */
export const citationShape = z.strictObject({
  law: z.string().min(1),
  article: article.default(''),
  clause: article.optional(),
});

/** What a figure is worth in one span of days, and who says so. */
const figureValue = z.strictObject({
  from: day,
  to: day.optional(),
  value: z.number().positive().multipleOf(0.01),
  /** Left out for amounts of a programme or an example, which no law sets. */
  citation: citationShape.optional(),
  source: z.string().min(1),
});
/** Units whose numbers may have decimals; đồng, days and people are whole. */
const DECIMAL_UNITS: ReadonlySet<string> = new Set(['percent', 'months-wage']);
const figureShape = z
  .strictObject({
    /** What the number means, for whoever edits it. */
    about: z.string().min(1),
    unit: name,
    values: z.array(figureValue).min(1),
    /** When it was last held against its source, if later than all the others. */
    reviewed: day.optional(),
  })
  .superRefine(({ unit, values }, context) => {
    for (const [index, { value }] of values.entries())
      if (!Number.isInteger(value) && !DECIMAL_UNITS.has(unit))
        context.addIssue({
          code: 'custom',
          path: ['values', index, 'value'],
          message: `is counted in ${unit}, which are whole`,
        });
  });
export const figuresShape = z.strictObject({
  /** How a number is written: "{n} đ"; a telephone number: "{phone}". */
  units: z.record(name, z.string().regex(/\{(n|phone)\}/, { error: 'has {n} or {phone}' })),
  /** When all of them were last held against their sources. */
  reviewed: day,
  figures: z.record(name, figureShape),
});

const span = { from: day, to: day.optional() };
const change = z.strictObject({
  on: day,
  articles: z.array(article).min(1).optional(),
  by: z.string().min(1),
});
const lawShape = z.strictObject({
  name: z.string().min(1),
  short: z.string().min(1),
  ...span,
  /** The articles that answers and figures rest on. */
  articles: z.array(article),
  /** What changed on a day, the whole law where no articles are named: whatever was reviewed before it is not served for days from it on. */
  amended: z.array(change).default([]),
  /** Articles that are no longer in force from a day on, while the rest of the law is. */
  ended: z.array(change.required({ articles: true })).default([]),
  source: z.string().min(1),
});
export const lawsShape = z.strictObject({
  words: z.strictObject({
    line: z.string().includes('{laws}'),
    article: z.string().includes('{n}'),
    and: z.string(),
  }),
  laws: z.record(z.string().min(1), lawShape),
  /** What is expected to change and from when at the earliest: somebody looks whether it was decided. */
  expected: z
    .array(z.strictObject({ on: day, what: z.string().min(5), source: z.string().min(1) }))
    .default([]),
});

export const placesShape = z.strictObject({
  zones: z.array(
    z.strictObject({
      ...span,
      zone3: z.array(z.string()).min(1),
      rest: z.literal(4),
      reviewed: day.optional(),
      citation: citationShape,
      source: z.string().min(1),
    }),
  ),
  places: z.array(
    z.strictObject({
      name: z.string().min(2),
      aliases: z.array(z.string().min(2)).default([]),
      /** The bare name means something else as well: only "phường …" or "xã …" is this place. */
      needsKind: z.boolean().default(false),
    }),
  ),
});

/** The part of calendar.yaml that answers need; the rest belongs to the calendar. */
export const holidaysShape = z.looseObject({
  holidays: z
    .array(z.looseObject({ day, name: z.string().min(2), derived: z.boolean().default(false) }))
    .default([]),
});

export const topicsShape = z.record(name, z.string().min(2).max(40));

/** Line of a dossier: "law 2.01". */
export const sourceCode = z.string().regex(/^(law|union) \d+A?\.\d+[a-c]?$/);

export const frontMatterShape = z.strictObject({
  title: z.string().min(2),
  topic: name,
  /** Exact phrases that select this answer. */
  asks: z.array(z.string().min(2)).default([]),
  /** Patterns of words that choose this answer among those of its topic, as in intents/lexicon.yaml. */
  words: z.array(pattern).default([]),
  /** What the bubbles rest on beside the figures, which bring their own. */
  citations: z.array(citationShape).default([]),
  /** The same for what stands behind "Xem thêm". */
  moreCitations: z.array(citationShape).default([]),
  validFrom: day,
  validTo: day.optional(),
  reviewed: day,
  owner: z.string().min(2),
  /** Line codes of the dossiers: "law 2.01". */
  sources: z.array(sourceCode).min(1),
  choices: z.array(choiceShape).default([]),
  /** The answer for the days before `validFrom`, when the law was another one. */
  before: name.optional(),
  /** Answer served instead when the question names a public holiday. */
  onHoliday: name.optional(),
});

export type Figures = z.infer<typeof figuresShape>;
export type Figure = z.infer<typeof figureShape>;
export type FigureValue = Figure['values'][number];
export type Laws = z.infer<typeof lawsShape>;
export type Places = z.infer<typeof placesShape>;
export type FrontMatter = z.infer<typeof frontMatterShape>;
export type CitationWithClause = z.infer<typeof citationShape>;
