import { z } from 'zod';
import { pattern } from '../understanding/vietnamese/pattern.ts';
import { choiceShape, citationShape, frontMatterShape, sourceCode } from './shapes.ts';

/** What we say of a claim. `unconfirmed`: no document says so yet; `scam`: somebody wants money, a code or an account by it. */
export const VERDICTS = ['wrong', 'partly', 'right', 'unconfirmed', 'scam'] as const;
export type Verdict = (typeof VERDICTS)[number];

const { validFrom, validTo, reviewed, owner } = frontMatterShape.shape;

/** One file in content/rumours: a claim as people pass it on, and what is true of it. */
export const rumourShape = z.strictObject({
  /** How the claim is called in lists. */
  title: z.string().min(2),
  verdict: z.enum(VERDICTS),
  /** The claim in the words of those who share it, each with all its words written out; messages are held against them. */
  claims: z.array(z.string().min(8)).min(2),
  /** Patterns of which one must be there as well: the word that makes the claim out of its topic ("cấm", "65"). Scams may do without. */
  needs: z.array(pattern).default([]),
  /** Only of scams: patterns of words that are answered at once, whatever else is understood. */
  words: z.array(pattern).default([]),
  /** Only of scams: patterns that are enough once somebody asks whether a thing is true. */
  hints: z.array(pattern).default([]),
  citations: z.array(citationShape).default([]),
  validFrom,
  validTo,
  reviewed,
  owner,
  sources: z.array(sourceCode).min(1),
  choices: z.array(choiceShape).default([]),
  /** Written as an answer is, with figures by their tags. Begins with the words of its verdict. */
  text: z.string().min(20),
});
