import type { Library } from './library.ts';
import { fill, placeholdersOf, type WordingEntry } from './parse-wording.ts';
import type { Problem } from './problem.ts';

const FILE = 'content/wording.yaml';
const LONGEST = 600;

/** Wording that answers and flows name exists; its placeholders are declared; its longest form fits a bubble. */
export function checkWording(library: Library): Problem[] {
  const { entries, placeholders } = library.wording;
  const used = new Set([...entries.values()].flatMap(placeholdersIn));
  const unused = [...placeholders.keys()].filter((name) => !used.has(name));
  return [
    ...[...entries].flatMap(([id, entry]) => checkEntry(id, entry, placeholders)),
    ...unused.map((name) => ({
      file: FILE,
      line: library.lineOf(FILE, ['placeholders', name]),
      message: `nothing says {${name}}`,
    })),
    ...checkFlows(library),
  ];
}

const placeholdersIn = ({ text, choices }: WordingEntry): string[] =>
  [text, ...choices.flatMap(({ title, say }) => [title, say])].flatMap(placeholdersOf);

function checkEntry(id: string, entry: WordingEntry, known: ReadonlyMap<string, string>): Problem[] {
  const { line, text, choices } = entry;
  const unknown = placeholdersIn(entry).filter((name) => !known.has(name));
  if (unknown.length > 0)
    return [...new Set(unknown)].map((name) => ({
      file: FILE,
      line,
      message: `${id}: {${name}} is not among the placeholders`,
    }));
  const longest = fill(text, Object.fromEntries(known), id).length;
  const numbers = choices.map(({ n }) => n);
  // YAML takes a # after a blank for a comment: what is left of the sentence ends inside its quotation marks.
  const isCutOff = (text.split('"').length - 1) % 2 === 1;
  return [
    ...(isCutOff
      ? [
          {
            file: FILE,
            line,
            message: `${id} opens a quotation that does not end; a text with # stands in quotes`,
          },
        ]
      : []),
    ...(longest > LONGEST
      ? [{ file: FILE, line, message: `${id} is ${longest} characters long; a bubble holds ${LONGEST}` }]
      : []),
    ...(new Set(numbers).size < numbers.length
      ? [{ file: FILE, line, message: `${id} offers one number twice` }]
      : []),
  ];
}

function checkFlows({ flows, wording }: Library): Problem[] {
  return [...flows.values()].flatMap(({ flow: { name, opens, steps }, file, lineOf }) => {
    const said = [
      { id: opens, path: ['opens'] },
      ...steps.map(({ ask }, at) => ({ id: ask, path: ['steps', at, 'ask'] })),
    ];
    const mute = said
      .filter(({ id }) => !wording.entries.has(id))
      .map(({ id, path }) => ({ file, line: lineOf(path), message: `wording.yaml has no ${id}` }));
    const misnamed = file.endsWith(`/${name}.yaml`)
      ? []
      : [{ file, line: lineOf(['name']), message: `the flow ${name} belongs into ${name}.yaml` }];
    return [...mute, ...misnamed];
  });
}
