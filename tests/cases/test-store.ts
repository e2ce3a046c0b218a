import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../src/log.ts';
import type { CaseDraft } from '../../src/model/exchange.ts';
import { createSeal } from '../../src/seal.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { realWorld, type World } from '../../src/world.ts';
import { at } from './example-case.ts';

export type TestStore = {
  store: Store;
  world: World;
  setNow(now: Date): void;
  /** Ends every case and unbinds every officer, so that the next test finds none of this one's. */
  tidy(): Promise<void>;
  close(): Promise<void>;
};

/** A store on an embedded file, one for a whole suite since opening it takes seconds. Its clock stands where it is set. */
export async function openTestStore(): Promise<TestStore> {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-cases-'));
  let now = at('2026-11-24 20:15');
  const world: World = { ...realWorld, now: () => now };
  const store = await openStore({
    url: `file:${folder}/store.db`,
    seal: createSeal(Buffer.alloc(32, 3)),
    world,
    log: silentLog,
    role: 'command',
    strictFilters: true,
  });
  let tidied = 0;
  return {
    store,
    world,
    setNow(date) {
      now = date;
    },
    async tidy() {
      const match = { from: ['new', 'open', 'waiting'] as const, holders: null };
      const ended = { set: { status: 'withdrawn' as const, clock: null, clockAt: null } };
      for (const { code } of await store.cases.list({}, null, 500))
        await store.cases.move(code, `tidy${++tidied}`, { ...match, from: [...match.from] }, ended);
      for (const { id } of await store.people.officers()) await store.people.bindOfficer(id, 'nobody');
    },
    async close() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Late wages at a workplace of the example tree, told to both officers of its commune. */
export const exampleDraft = (more: Partial<CaseDraft> = {}): CaseDraft => ({
  kind: 'complaint',
  topic: 'late-wages',
  urgency: 'high',
  text: 'ví dụ',
  facts: {},
  workplace: 'cty-a',
  workplaceText: 'Công ty TNHH A',
  identity: 'hidden',
  unit: 'cd-tan-an',
  level: 'upper',
  told: ['o-tan-an', 'o-tan-an-2'],
  excluded: ['o-a'],
  acceptDue: at('2026-11-25 14:00').toISOString(),
  legalDue: null,
  consent: null,
  contact: null,
  unreachable: false,
  ...more,
});

/** Of a case that nobody could be told of. */
export const untoldDraft = (more: Partial<CaseDraft> = {}): CaseDraft =>
  exampleDraft({ told: [], acceptDue: null, unreachable: true, unit: 'dl', level: 'province', ...more });
