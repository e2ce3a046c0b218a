import { parseYaml } from './parse-yaml.ts';
import type { Problem } from './problem.ts';
import { type FrontMatter, frontMatterShape } from './shapes.ts';
import { type Piece, parseTemplate } from './template.ts';

export type Block = { pieces: Piece[]; source: string; line: number };
export type Answer = FrontMatter & {
  id: string;
  file: string;
  source: string;
  bubbles: Block[];
  more: Block | null;
  lineOf(path: PropertyKey[]): number;
};

const MORE = '## Xem thêm';

/** An answer is YAML between two `---`, then its bubbles separated by `---`, then what stands behind `## Xem thêm`. */
export function parseAnswer(source: string, file: string): { answer: Answer | null; problems: Problem[] } {
  const text = source.normalize('NFC').replace(/\r\n/g, '\n');
  const id = file.replace(/^.*\//, '').replace(/\.md$/, '');
  const lines = text.split('\n');
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end < 0)
    return {
      answer: null,
      problems: [{ file, line: 1, message: 'starts with --- and its front matter ends with ---' }],
    };
  const { value, problems, lineOf } = parseYaml(frontMatterShape, lines.slice(1, end).join('\n'), file, 2);
  const blocks = blocksOf(lines.slice(end + 1), end + 2);
  for (const block of blocks.all) for (const problem of block.problems) problems.push({ file, ...problem });
  if (blocks.bubbles.length === 0) problems.push({ file, line: end + 1, message: 'the answer says nothing' });
  if (value === null) return { answer: null, problems };
  const { bubbles, more } = blocks;
  return { answer: { ...value, id, file, source: text, bubbles, more, lineOf }, problems };
}

type ParsedBlock = Block & { problems: { line: number; message: string }[] };

function blocksOf(
  lines: string[],
  firstLine: number,
): { bubbles: Block[]; more: Block | null; all: ParsedBlock[] } {
  const starts = lines.flatMap((line, index) => (line === '---' || line === MORE ? [index] : []));
  const edges = [-1, ...starts, lines.length];
  const all: ParsedBlock[] = [];
  let more: ParsedBlock | null = null;
  for (const [index, edge] of edges.slice(0, -1).entries()) {
    const source = lines.slice(edge + 1, edges[index + 1]).join('\n');
    if (source.trim() === '') continue;
    const line = firstLine + edge + 1;
    const block = { ...parseTemplate(source, line), source, line };
    all.push(block);
    if (lines[edge] === MORE) more = block;
  }
  return { bubbles: all.filter((block) => block !== more), more, all };
}
