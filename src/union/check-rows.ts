import type { Problem } from '../content/problem.ts';
import type { Officer, UnionTree, Unit } from '../model/union.ts';
import { checkTree } from './check-tree.ts';
import { groupBy } from './group-by.ts';
import type { TreeFile } from './parse-tree.ts';

/** What one row shows to be wrong only beside the others of its file. */
export function checkRows(file: TreeFile): Problem[] {
  return [
    ...doubled(file, 'units'),
    ...doubled(file, 'officers'),
    ...doubledAccounts(file),
    ...renamedTwice(file, 'units'),
    ...renamedTwice(file, 'officers'),
  ];
}

function doubled(file: TreeFile, list: 'units' | 'officers'): Problem[] {
  const rows = [...file[list].entries()];
  return [...groupBy(rows, ([, { code }]) => code).values()].flatMap(([first, ...more]) =>
    more.map(([index]) =>
      file.problemAt(list, index, `the code stands in row ${(first?.[0] ?? 0) + 1} already`),
    ),
  );
}

/** One account is one officer: two of them would read each other's cases. */
function doubledAccounts(file: TreeFile): Problem[] {
  const accounts = file.officers.flatMap(({ channels }, index) =>
    channels.map(({ channel, account = '', id }) => ({ index, key: `${channel} ${account} ${id}` })),
  );
  return [...groupBy(accounts, ({ key }) => key).values()].flatMap(([first, ...more]) =>
    more
      .filter(({ index }) => index !== first?.index)
      .map(({ index }) =>
        file.problemAt('officers', index, `has the same channel id as row ${(first?.index ?? 0) + 1}`),
      ),
  );
}

function renamedTwice(file: TreeFile, list: 'units' | 'officers'): Problem[] {
  const codes = new Set(file[list].map(({ code }) => code));
  const rows = [...file[list].entries()].filter(([, { was }]) => was !== undefined);
  const twice = [...groupBy(rows, ([, { was }]) => was).values()].flatMap(([, ...more]) =>
    more.map(([index, { was }]) => file.problemAt(list, index, `was ${was}, as another row says`)),
  );
  const still = rows.flatMap(([index, { was, code }]) =>
    was !== code && codes.has(was ?? '')
      ? [file.problemAt(list, index, `was ${was}, which is still in the file`)]
      : [],
  );
  return [...twice, ...still];
}

/** What would be wrong with the tree after the import, said of the rows of the file that would make it so. */
export function checkMerged(file: TreeFile, merged: { units: Unit[]; officers: Officer[] }): Problem[] {
  const tree: UnionTree = { ...merged, version: 0 };
  return checkTree(tree)
    .filter(({ breaks }) => breaks)
    .map(({ code, message }) => {
      const unit = file.units.findIndex((one) => one.code === code);
      if (unit >= 0) return file.problemAt('units', unit, message);
      const officer = file.officers.findIndex((one) => one.code === code);
      if (officer >= 0) return file.problemAt('officers', officer, message);
      return {
        ...file.problemAt('units', 0, ''),
        message: code === '' ? message : `${code} (not in the file): ${message}`,
      };
    });
}
