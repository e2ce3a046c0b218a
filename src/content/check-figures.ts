import { CALCULATORS } from '../calculators/calculators.ts';
import { valueOn } from './figures.ts';
import { type Library, servedBy } from './library.ts';
import type { Answer, Block } from './parse-answer.ts';
import type { Problem } from './problem.ts';
import type { Piece } from './template.ts';

const FILE = 'content/figures.yaml';

/** Figures that answers name exist, figures that exist are used by some answer or calculator, and their spans neither overlap nor run backwards. */
export function checkFigures(library: Library): Problem[] {
  const used = servedBy(library).flatMap(figuresIn);
  const problems = used.flatMap(({ file, line, id, on }) => {
    const figure = library.figures.figures[id];
    if (figure === undefined) return [{ file, line, message: `no figure is called ${id}` }];
    if (on !== null && valueOn(figure, on) === null)
      return [{ file, line, message: `${id} has no value on ${on}` }];
    return [];
  });
  const computed = [...library.calculators.keys()].flatMap((name) => CALCULATORS.get(name)?.figures ?? []);
  const names = new Set([...used.map(({ id }) => id), ...computed]);
  return [
    ...problems,
    ...Object.keys(library.figures.figures).flatMap((id) => checkFigure(library, id, names)),
  ];
}

type Use = { file: string; line: number; id: string; on: string | null };

function figuresIn(answer: Answer): Use[] {
  const blocks: Block[] = answer.more === null ? answer.bubbles : [...answer.bubbles, answer.more];
  const inside = (piece: Piece): Use[] => {
    if (piece.is === 'when') return piece.pieces.flatMap(inside);
    return piece.is === 'figure' || piece.is === 'since'
      ? [{ file: answer.file, line: piece.line, id: piece.id, on: piece.on }]
      : [];
  };
  return blocks.flatMap(({ pieces }) => pieces.flatMap(inside));
}

function checkFigure({ figures, lineOf }: Library, id: string, used: ReadonlySet<string>): Problem[] {
  const figure = figures.figures[id];
  if (figure === undefined) return [];
  const wrong = (path: PropertyKey[], message: string): Problem => ({
    file: FILE,
    line: lineOf(FILE, ['figures', id, ...path]),
    message,
  });
  const problems = used.has(id) ? [] : [wrong([], `no answer says ${id}`)];
  if (!Object.hasOwn(figures.units, figure.unit))
    problems.push(wrong(['unit'], `no unit is called ${figure.unit}`));
  for (const [index, { from, to }] of figure.values.entries()) {
    const before = figure.values[index - 1];
    if (to !== undefined && to < from)
      problems.push(wrong(['values', index], `${id} ends on ${to}, before it begins`));
    if (before !== undefined && (before.to === undefined || before.to >= from))
      problems.push(
        wrong(['values', index], `${id} has two values on ${from}: the one before must end earlier`),
      );
  }
  return problems;
}
