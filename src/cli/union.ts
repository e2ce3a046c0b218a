import { existsSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { renameCodes } from '../cases/rename-codes.ts';
import type { Store } from '../store/store.ts';
import { gapsOf } from '../union/gaps.ts';
import { importTree } from '../union/import-tree.ts';
import type { MergedTree } from '../union/merge-tree.ts';
import type { World } from '../world.ts';
import type { Io } from './io.ts';

export const usage = `union import FILE [--dry-run] [--end-missing]
  loads units and officers from YAML, all or nothing; what is missing from the file is listed, and ended only with --end-missing
union check
  gaps, cycles, officers who cannot be reached; exit 1 when there are any`;

type Output = Pick<Io, 'stdout' | 'stderr'>;
type Parts = { store(): Promise<Store>; world: World };

/** 0 when done, 1 when something is wrong with the file or the tree, 2 when the command is. */
export async function run(args: string[], io: Output, parts: Parts): Promise<number> {
  const wanted = readArgs(args);
  switch (wanted.command) {
    case 'help':
      io.stdout(usage);
      return 0;
    case 'import':
      return importFile(wanted, io, parts);
    case 'check':
      return check(io, await parts.store());
    case 'none':
      io.stderr(usage);
      return 2;
  }
}

type Wanted =
  | { command: 'import'; file: string; dryRun: boolean; endMissing: boolean }
  | { command: 'check' | 'help' | 'none' };

function readArgs(args: string[]): Wanted {
  const options = {
    'dry-run': { type: 'boolean' },
    'end-missing': { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [command, file, ...more] = positionals;
  if (values.help) return { command: 'help' };
  if (command === 'check' && positionals.length === 1 && Object.keys(values).length === 0)
    return { command: 'check' };
  if (command !== 'import' || file === undefined || more.length > 0) return { command: 'none' };
  return {
    command: 'import',
    file,
    dryRun: values['dry-run'] ?? false,
    endMissing: values['end-missing'] ?? false,
  };
}

async function importFile(
  { file, dryRun, endMissing }: Wanted & { command: 'import' },
  io: Output,
  { store, world }: Parts,
): Promise<number> {
  const wrong = unreadable(file);
  if (wrong !== null) {
    io.stderr(wrong);
    return 1;
  }
  const opened = await store();
  const source = { text: readFileSync(file, 'utf8'), file };
  const { merged, problems } = await importTree({ store: opened, world }, source, { dryRun, endMissing });
  for (const { line, message } of problems) io.stderr(`${file}:${line} ${message}`);
  if (!merged) {
    io.stderr(`nothing was imported: ${problems.length} to mend`);
    return 1;
  }
  for (const line of detailsOf(merged)) io.stderr(line);
  if (!dryRun) await renameCodes(opened, await opened.union.tree());
  io.stdout(`${dryRun ? 'would import' : 'imported'} ${summaryOf(merged)}`);
  return 0;
}

function unreadable(file: string): string | null {
  if (!existsSync(file)) return `${file} does not exist`;
  return ['.yaml', '.yml'].includes(extname(file)) ? null : `${file} is not .yaml: only that can be read`;
}

const detailsOf = ({ renamed, ended, missing }: MergedTree): string[] => [
  ...[...renamed.units, ...renamed.officers].map(({ from, to }) => `${from} is called ${to} now`),
  ...ended.map((code) => `${code} is ended`),
  ...missing.map((code) => `${code} is not in the file and stays; --end-missing ends it`),
];

function summaryOf({ units, officers, added, changed, renamed, ended, missing }: MergedTree): string {
  const active = (rows: { endedAt: Date | null }[]) => rows.filter(({ endedAt }) => endedAt === null).length;
  const counts = {
    new: added.length,
    changed: changed.length,
    renamed: renamed.units.length + renamed.officers.length,
    ended: ended.length,
    missing: missing.length,
  };
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  const what = told.map(([name, count]) => `${count} ${name}`).join(', ') || 'nothing new';
  return `${active(units)} units and ${active(officers)} officers: ${what}`;
}

async function check(io: Output, store: Store): Promise<number> {
  const tree = await store.union.tree();
  const gaps = gapsOf(tree);
  for (const gap of gaps) io.stdout(gap);
  io.stdout(
    gaps.length === 0
      ? `the tree is in order: ${tree.units.length} units, ${tree.officers.length} officers`
      : `${gaps.length} to mend`,
  );
  return gaps.length === 0 ? 0 : 1;
}
