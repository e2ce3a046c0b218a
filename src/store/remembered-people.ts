import type { Model } from 'mongoose';
import type { World } from '../world.ts';
import { createLruCache } from './lru-cache.ts';
import { type StoredMeta, upCount } from './meta.ts';
import type { KnownPerson } from './store.ts';

/** People remembered, so that one who writes again costs no operation, nor the replies to them. */
const REMEMBERED = 20_000;
/** An erasure of another process is noticed within it. */
const LOOK_MS = 5_000;
const ERASURES = 'erasures';

/** Who this process has met. Nobody is remembered who was erased, here at once, elsewhere within seconds. */
export type RememberedPeople = {
  byId(id: string): Promise<KnownPerson | null>;
  byLookup(lookup: string): Promise<KnownPerson | null>;
  remember(lookup: string, person: KnownPerson): void;
  /** Somebody was erased: everybody forgets everybody, which costs one read each when they write again. */
  forgetAll(): Promise<void>;
};

export function createRememberedPeople(meta: Model<StoredMeta>, world: Pick<World, 'now'>): RememberedPeople {
  const ids = createLruCache<KnownPerson>(REMEMBERED);
  const lookups = createLruCache<KnownPerson>(REMEMBERED);
  let lookedAt = Number.NEGATIVE_INFINITY;
  let seen = 0;

  /** One small read in five seconds, whoever writes meanwhile. */
  async function look(): Promise<void> {
    const now = world.now().getTime();
    if (now - lookedAt < LOOK_MS) return;
    lookedAt = now;
    const found = await meta.findById(ERASURES).lean<StoredMeta>();
    const count = found?.count ?? 0;
    if (count !== seen) forget();
    seen = count;
  }

  function forget(): void {
    ids.clear();
    lookups.clear();
  }

  return {
    async byId(id) {
      await look();
      return ids.get(id) ?? null;
    },

    async byLookup(lookup) {
      await look();
      return lookups.get(lookup) ?? null;
    },

    remember(lookup, person) {
      lookups.set(lookup, person);
      ids.set(person.id, person);
    },

    async forgetAll() {
      await upCount(meta, ERASURES);
      forget();
    },
  };
}
