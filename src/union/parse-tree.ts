import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseYaml } from '../content/parse-yaml.ts';
import type { Problem } from '../content/problem.ts';
import { AppError } from '../errors.ts';
import { type Officer, officer, type Unit, unit } from '../model/union.ts';

/** Where a row stands in its file: for messages about what only the whole shows to be wrong. */
export type TreeFile = {
  units: Unit[];
  officers: Officer[];
  problemAt(list: 'units' | 'officers', index: number, message: string): Problem;
};

const treeFile = z.strictObject({ units: z.array(unit), officers: z.array(officer).default([]) });

/** Units and officers of a YAML file; every problem names its line and row. */
export function parseTree(text: string, file: string): { tree: TreeFile | null; problems: Problem[] } {
  const { value, problems, lineOf } = parseYaml(treeFile, text.normalize('NFC'), file);
  if (value === null) return { tree: null, problems: problems.map(withRow) };
  const codeAt = (list: 'units' | 'officers', index: number) => value[list][index]?.code ?? '';
  const tree: TreeFile = {
    units: value.units.map((one) => ({ ...one, endedAt: null })),
    officers: value.officers.map((one) => ({ ...one, endedAt: null, persons: [] })),
    problemAt: (list, index, message) => ({
      file,
      line: lineOf([list, index]),
      message: `${list} row ${index + 1} (${codeAt(list, index)}): ${message}`,
    }),
  };
  return { tree, problems: [] };
}

/** A file read into a tree of its own. Throws with every problem. */
export function parseTreeFile(path: string): TreeFile {
  const { tree, problems } = parseTree(readFileSync(path, 'utf8'), path);
  if (tree) return tree;
  throw new AppError(
    'invalid',
    problems.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'),
  );
}

/** "units.2.code: …" counts from 0, people from 1. A long id without quotes is a number and has lost its last digits. */
function withRow({ message, ...where }: Problem): Problem {
  const said = message.replace(
    /^(units|officers)\.(\d+)\.?/,
    (_whole, list: string, index: string) => `${list} row ${Number(index) + 1}, `,
  );
  const isNumber = /\bid: .*received number/.test(said);
  return { ...where, message: isNumber ? `${said}: put the id in quotes` : said };
}
