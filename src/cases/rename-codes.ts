import type { Case } from '../model/case.ts';
import type { UnionTree } from '../model/union.ts';
import type { Store } from '../store/store.ts';

const PAGE = 200;

/**
 * Brings cases and bound accounts to the codes that units and officers are called by now (`was` in the tree). Run after every import:
 * again it changes nothing, and what a crash left is done by the next one. Returns how many cases changed.
 */
export async function renameCodes(store: Store, tree: UnionTree): Promise<number> {
  const renames = { units: renamesOf(tree.units), officers: renamesOf(tree.officers) };
  await renameAccounts(store, renames.officers);
  if (renames.units.size + renames.officers.size === 0) return 0;
  let changed = 0;
  for (let after: string | null = null; ; ) {
    const page: Case[] = await store.cases.list({}, after, PAGE);
    for (const one of page) if (await renameIn(store, one, `renamed:${tree.version}`, renames)) changed++;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return changed;
    after = last.code;
  }
}

async function renameAccounts(store: Store, officers: Renames): Promise<void> {
  for (const [from, to] of officers)
    for (const person of await store.people.ofOfficer(from)) await store.people.bindOfficer(person.id, to);
}

type Renames = ReadonlyMap<string, string>;

const renamesOf = (rows: readonly { code: string; was?: string | undefined }[]): Renames =>
  new Map(rows.flatMap(({ code, was }) => (was === undefined || was === code ? [] : [[was, code]])));

async function renameIn(
  store: Store,
  found: Case,
  id: string,
  renames: { units: Renames; officers: Renames },
): Promise<boolean> {
  for (let one: Case | null = found; one; one = await store.cases.get(one.code)) {
    const set = renamed(one, renames);
    if (Object.keys(set).length === 0) return false;
    // Only as it was read: an officer may act on it at this moment, and their move must not be undone.
    const match = { from: [one.status], holders: [one.holder] };
    const moved = await store.cases.move(one.code, `${id}:${one.history.length}`, match, { set });
    if (moved !== 'no match') return true;
  }
  return false;
}

function renamed(one: Case, { units, officers }: { units: Renames; officers: Renames }): Partial<Case> {
  const unit = (code: string | null) => (code === null ? null : (units.get(code) ?? code));
  const officer = (code: string) => officers.get(code) ?? code;
  const next = {
    unit: unit(one.unit),
    workplace: unit(one.workplace),
    holder: one.holder === null ? null : officer(one.holder),
    told: one.told.map(officer),
    excluded: one.excluded.map(officer),
  };
  const { unit: at, workplace, holder, told, excluded } = one;
  const isSame = JSON.stringify(next) === JSON.stringify({ unit: at, workplace, holder, told, excluded });
  return isSame ? {} : next;
}
