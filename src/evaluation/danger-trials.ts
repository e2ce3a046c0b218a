import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseYaml } from '../content/parse-yaml.ts';
import { AppError } from '../errors.ts';
import { DANGERS, type Danger } from '../model/understanding.ts';
import type { Understand } from '../understanding/understand.ts';

const FILE = 'intents/trials/danger.yaml';
const trialsFile = z.strictObject({
  danger: z.partialRecord(z.enum(DANGERS), z.array(z.string().min(1))),
  harmless: z.array(z.string().min(1)).min(1),
});
/** Messages that the alarm is held against; nobody learns from them. */
export type DangerTrials = z.infer<typeof trialsFile>;

export type DangerReport = {
  cries: number;
  /** Share of the cries that raised the alarm: danger now, or for what keeps its topic (harassment, a strike) named at all. */
  recall: number;
  /** Share of those heard that were taken for their own kind, whose numbers are then said. */
  rightKind: number;
  harmless: number;
  /** Share of the harmless that raised it. */
  falseAlarms: number;
  missed: { kind: Danger; text: string }[];
  alarmed: string[];
};

/** Throws for a file that is not there or not as it should be. */
export function readDangerTrials(root: string): DangerTrials {
  const { value, problems } = parseYaml(
    trialsFile,
    readFileSync(join(root, FILE), 'utf8').normalize('NFC'),
    FILE,
  );
  const [problem] = problems;
  if (value === null)
    throw new AppError('invalid', `${FILE}:${problem?.line ?? 1} ${problem?.message ?? 'cannot be read'}`);
  return value;
}

/** Kinds that keep their topic: the numbers are said when they happen now, the officer is offered otherwise. */
const NAMED_IS_ENOUGH: ReadonlySet<Danger> = new Set(['harassment', 'strike']);

export async function judgeDanger(understand: Understand, trials: DangerTrials): Promise<DangerReport> {
  const missed: DangerReport['missed'] = [];
  const alarmed: string[] = [];
  let cries = 0;
  let right = 0;
  for (const kind of DANGERS)
    for (const text of trials.danger[kind] ?? []) {
      cries += 1;
      const { danger, dangerNow } = await understand(text);
      const isHeard = dangerNow || (NAMED_IS_ENOUGH.has(kind) && danger !== null);
      if (!isHeard) missed.push({ kind, text });
      else if (danger === kind) right += 1;
    }
  for (const text of trials.harmless) if ((await understand(text)).dangerNow) alarmed.push(text);
  const heard = cries - missed.length;
  return {
    cries,
    recall: heard / Math.max(1, cries),
    rightKind: right / Math.max(1, heard),
    harmless: trials.harmless.length,
    falseAlarms: alarmed.length / trials.harmless.length,
    missed,
    alarmed,
  };
}
