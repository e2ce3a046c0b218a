import { z } from 'zod';
import { flowStep } from '../model/flow.ts';
import { pattern } from '../understanding/vietnamese/pattern.ts';
import { choiceShape, citationShape, name, sourceCode, wordingEntry } from './shapes.ts';

/** One file in content/calculators: what a calculator asks, and how it says what came out. */
export const calculatorShape = z.strictObject({
  name,
  /** How it is called ("Tính tiền làm thêm"). */
  title: z.string().min(2),
  /** What the outcome is about; questions of these topics may ask for it, and their answers offer it. */
  topic: name,
  also: z.array(name).default([]),
  /** Exact phrases that begin it; the first is what buttons say. */
  asks: z.array(z.string().min(2)).min(1),
  /** Patterns of a question that wants a result, not a rule, once one of the slots in `needs` was told. */
  when: z.array(pattern).min(1),
  needs: z.array(z.string()).min(1),
  /** What the outcome rests on beside the figures, which bring their own. */
  citations: z.array(citationShape).default([]),
  reviewed: z.iso.date(),
  owner: z.string().min(2),
  sources: z.array(sourceCode).min(1),
  steps: z.array(flowStep).min(1),
  /** Questions by the `ask` of their step, the calculator's own lines, and `assumed-<step>` for what "không biết" stands for. */
  words: z.record(z.string(), wordingEntry),
  /** Ways on, once the outcome is there. */
  choices: z.array(choiceShape).default([]),
  /** Facts to try it with: `content check` computes and reads each. */
  examples: z.array(z.strictObject({ on: z.iso.date(), facts: z.record(z.string(), z.unknown()) })).min(1),
});
export type CalculatorFile = z.infer<typeof calculatorShape>;
