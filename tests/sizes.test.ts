import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';

// The budget of the style guide. A factory's inner functions are counted by themselves: its own lines are what is left.
const MOST_LINES_OF_FILE = 250;
const MOST_LINES_OF_FUNCTION = 50;

const src = join(import.meta.dirname, '../src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));

type Span = { start: number; end: number };
type Node = { type?: string; span?: Span; body?: unknown; [key: string]: unknown };
const FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'MethodProperty',
]);

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Own lines of each function below `node`, nested functions not counted. */
function functionLines(node: unknown, linesOf: (span: Span) => number, found: number[]): number {
  if (Array.isArray(node))
    return node.reduce<number>((sum, item) => sum + functionLines(item, linesOf, found), 0);
  if (!isNode(node)) return 0;
  const nested = Object.values(node).reduce<number>(
    (sum, value) => sum + functionLines(value, linesOf, found),
    0,
  );
  const span = node.span ?? (node.function as Node | undefined)?.span;
  if (!node.type || !FUNCTIONS.has(node.type) || !span) return nested;
  const all = linesOf(span);
  found.push(all - nested);
  // A function of one line takes no line of its own away from the one around it.
  return all > 1 ? all : 0;
}

test.each(files)('%s keeps the budget', (file) => {
  const text = readFileSync(join(src, file));
  const lines = text.toString().split('\n').length - 1;
  const tree = parseSync(text.toString(), { syntax: 'typescript', tsx: file.endsWith('x') });
  // swc counts bytes from 1.
  const linesOf = ({ start, end }: Span) =>
    text
      .subarray(start - 1, end - 1)
      .toString()
      .split('\n').length;
  const found: number[] = [];
  functionLines(tree.body, linesOf, found);
  expect(lines).toBeLessThanOrEqual(MOST_LINES_OF_FILE);
  expect(Math.max(0, ...found)).toBeLessThanOrEqual(MOST_LINES_OF_FUNCTION);
});
