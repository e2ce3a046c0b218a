import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { parseYaml } from '../content/parse-yaml.ts';
import type { Problem } from '../content/problem.ts';
import { type Intent, intentFile } from '../model/intent.ts';
import { type DangerFile, dangerFile } from './danger-file.ts';
import { type Lexicon, lexiconFile } from './vietnamese/lexicon.ts';

export const LEXICON = 'lexicon.yaml';
export const DANGER = 'danger.yaml';

/** One file of intents/ as it was read; `lineOf` finds where a part of it stands. */
export type IntentSource = { file: string; intent: Intent; lineOf(path: PropertyKey[]): number };

export type LoadedIntents = {
  intents: Intent[];
  sources: IntentSource[];
  lexicon: Lexicon;
  danger: DangerFile;
  /** What is wrong, with file and line; while there is any, the rest must not be used. */
  problems: Problem[];
};

/**
 * Reads what people say: the intents of the folder (`wanted`: only these), the lexicon and the words of danger. Never throws for what
 * is written there.
 */
export function loadIntents(dir: string, wanted: (intent: string) => boolean = () => true): LoadedIntents {
  const problems: Problem[] = [];
  const read = <T>(name: string, schema: z.ZodType<T>) => {
    const file = `${basename(dir)}/${name}`;
    const path = join(dir, name);
    if (!existsSync(path)) {
      problems.push({ file, line: 1, message: 'there is no such file' });
      return null;
    }
    const parsed = parseYaml(schema, readFileSync(path, 'utf8').normalize('NFC'), file);
    problems.push(...parsed.problems);
    return parsed.value === null ? null : { file, value: parsed.value, lineOf: parsed.lineOf };
  };
  const sources = intentNames(dir)
    .filter((name) => wanted(basename(name, '.yaml')))
    .flatMap((name) => {
      const found = read(name, intentFile);
      return found === null ? [] : [{ file: found.file, intent: found.value, lineOf: found.lineOf }];
    });
  const lexicon = read(LEXICON, lexiconFile)?.value ?? NO_LEXICON;
  const danger = read(DANGER, dangerFile)?.value ?? NO_DANGER;
  problems.push(...sources.flatMap(misnamed));
  return { intents: sources.map(({ intent }) => intent), sources, lexicon, danger, problems };
}

function intentNames(dir: string): string[] {
  if (!existsSync(dir)) return [];
  const names = readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [entry.name] : [],
  );
  return names.filter((name) => name.endsWith('.yaml') && name !== LEXICON && name !== DANGER).sort();
}

/** A file is named after its intent, so that whoever reads a report finds the phrases. */
function misnamed({ file, intent, lineOf }: IntentSource): Problem[] {
  return basename(file, '.yaml') === intent.name
    ? []
    : [
        {
          file,
          line: lineOf(['name']),
          message: `the name is ${intent.name}, so the file must be ${intent.name}.yaml`,
        },
      ];
}

const NO_LEXICON: Lexicon = {
  words: {},
  context: [],
  spellings: {},
  synonyms: {},
  padding: [],
  english: [],
  places: {},
  fear: [],
  grievance: { yes: [], maybe: [], no: [] },
};
const NOTHING = { now: [], words: [], calm: [] };
const NO_DANGER: DangerFile = {
  idioms: [],
  calm: [],
  urgent: [],
  kinds: {
    accident: NOTHING,
    violence: NOTHING,
    'self-harm': NOTHING,
    'child-labour': NOTHING,
    trafficking: NOTHING,
    harassment: NOTHING,
    strike: NOTHING,
  },
};
