import { z } from 'zod';
import { pattern } from '../understanding/vietnamese/pattern.ts';
import { citationShape, name, sourceCode } from './shapes.ts';

const day = z.iso.date();
const sentence = z.string().min(10).max(400);

/** content/criteria.yaml: the circumstances by which lists are made. */
export const criteriaShape = z.strictObject({
  criteria: z
    .array(
      z.strictObject({
        id: name,
        title: z.string().min(4).max(70),
        /** Patterns of words that tell of it. */
        words: z.array(pattern).default([]),
        /** False: one of many things that are looked at, never enough by itself. */
        enough: z.boolean().default(true),
        sources: z.array(sourceCode).min(1),
      }),
    )
    .min(1),
});

const qualify = z.strictObject({
  /** Exact phrases that begin the questions; the first is what buttons say. */
  asks: z.array(z.string().min(2)).min(1),
  /** Patterns of a question of this topic that asks whether one qualifies. */
  when: z.array(pattern).default([]),
  members: z.enum(['needed', 'any']),
  criteria: z.array(name).min(1),
  basis: sentence,
});

/** One file in content/programmes. */
export const programmeShape = z
  .strictObject({
    name,
    title: z.string().min(4).max(60),
    topic: name,
    year: z.int().min(2020).max(2100),
    status: z.enum(['awaited', 'known']),
    /** From when to when it is; null while nobody has published it. */
    dates: z.strictObject({ from: day, to: day }).nullable(),
    /** Exact phrases that ask for it. */
    asks: z.array(z.string().min(2)).min(1),
    /** Patterns that choose it among the programmes of its topic. */
    words: z.array(pattern).default([]),
    says: z.strictObject({
      /** What it is, and what is not known of it. */
      what: sentence,
      who: sentence,
      /** How one comes onto the list, or takes part. */
      list: sentence,
      /** What it never costs and nobody asks for. */
      never: sentence,
    }),
    qualify: qualify.nullable(),
    citations: z.array(citationShape).default([]),
    validFrom: day,
    validTo: day,
    reviewed: day,
    owner: z.string().min(2),
    sources: z.array(sourceCode).min(1),
  })
  .refine(({ status, dates }) => status === 'awaited' || dates !== null, {
    path: ['dates'],
    error: 'a programme that is known has dates',
  })
  .refine(({ dates }) => dates === null || dates.from <= dates.to, {
    path: ['dates'],
    error: 'it ends before it begins',
  })
  .refine(({ validFrom, validTo }) => validFrom <= validTo, {
    path: ['validTo'],
    error: 'is before validFrom',
  });

export type ProgrammeFile = z.infer<typeof programmeShape>;
export type CriterionFile = z.infer<typeof criteriaShape>['criteria'][number];
