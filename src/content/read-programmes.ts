import { parseYaml } from './parse-yaml.ts';
import type { Problem } from './problem.ts';
import { type CriterionFile, criteriaShape, type ProgrammeFile, programmeShape } from './programme-shape.ts';

export type ProgrammeSource = ProgrammeFile & { file: string; lineOf(path: PropertyKey[]): number };

export type Programmes = {
  programmes: ReadonlyMap<string, ProgrammeSource>;
  criteria: ReadonlyMap<string, CriterionFile>;
  problems: Problem[];
  /** Line of a criterion in its file, by its place in the list. */
  lineOfCriterion(at: number): number;
};

export const CRITERIA = 'content/criteria.yaml';

/** Reads content/programmes and the criteria they name. A folder without programmes needs no criteria. */
export function readProgrammes(files: ReadonlyMap<string, string>): Programmes {
  const problems: Problem[] = [];
  const programmes = new Map<string, ProgrammeSource>();
  for (const [file, text] of files) {
    if (!file.startsWith('content/programmes/')) continue;
    const { value, problems: found, lineOf } = parseYaml(programmeShape, text.normalize('NFC'), file);
    problems.push(...found);
    if (value !== null) programmes.set(value.name, { ...value, file, lineOf });
  }
  const text = files.get(CRITERIA);
  if (text === undefined && programmes.size > 0)
    problems.push({ file: CRITERIA, line: 1, message: 'the file is missing' });
  const parsed = text === undefined ? null : parseYaml(criteriaShape, text.normalize('NFC'), CRITERIA);
  problems.push(...(parsed?.problems ?? []));
  return {
    programmes,
    criteria: new Map((parsed?.value?.criteria ?? []).map((one) => [one.id, one])),
    problems,
    lineOfCriterion: (at) => parsed?.lineOf(['criteria', at]) ?? 1,
  };
}
