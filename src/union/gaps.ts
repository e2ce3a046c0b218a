import type { UnionTree } from '../model/union.ts';
import { checkTree } from './check-tree.ts';
import { groupBy } from './group-by.ts';

const MOST_NAMED = 5;

/** What is wrong with the tree, in a few lines: gaps of one kind together, the first codes of each named. */
export function gapsOf(tree: UnionTree): string[] {
  const kinds = groupBy(checkTree(tree), ({ code, message }) => message.replaceAll(code || ' ', 'CODE'));
  return [...kinds.values()].flatMap((gaps) => {
    const [first] = gaps;
    if (!first) return [];
    if (first.code === '') return [first.message];
    const codes = gaps.map(({ code }) => code);
    const more = codes.length > MOST_NAMED ? ` and ${codes.length - MOST_NAMED} more` : '';
    const message = gaps.length > 1 ? first.message.replaceAll(first.code, 'CODE') : first.message;
    return [`${codes.slice(0, MOST_NAMED).join(', ')}${more}: ${message}`];
  });
}
