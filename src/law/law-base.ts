import type { Content } from '../model/content.ts';
import type { LawShown } from '../model/law.ts';
import type { Store } from '../store/store.ts';
import type { WordTables } from '../understanding/vietnamese/lexicon.ts';
import { sleep, type World } from '../world.ts';
import { clearHit } from './clear-hit.ts';
import { type AskedFor, indexLaws, type LawEntry } from './index-laws.ts';
import { createSearchLaws, type SearchLaws } from './search-laws.ts';

/** The laws that are in the store, searchable. */
export type Laws = {
  search: SearchLaws;
  /** How many articles there are. */
  size: number;
  /** The article that a question is clearly about, as it may be shown; null when there is none. */
  shown(question: string): LawShown | null;
};

export type LawBase = {
  /** The laws as they were a moment ago. Whoever finds that they have changed waits until they are read, others have those before. */
  current(): Promise<Laws>;
  /** Looks for a change now. */
  refresh(): Promise<Laws>;
};

type LawBaseDeps = {
  store: Pick<Store, 'laws'>;
  content: Pick<Content, 'lawName'>;
  askedFor: AskedFor;
  tables: WordTables;
  world: World;
};

/** How long what was found is believed without asking the store. */
const BELIEVED_MS = 3000;

type Known = { version: number; laws: Laws };

/** Keeps the index of what is imported; the store is asked for its version only, and everything is read when that changed. */
export function createLawBase({ store, content, askedFor, tables, world }: LawBaseDeps): LawBase {
  let known: Known | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<Laws> | null = null;

  async function look(): Promise<Laws> {
    const version = await store.laws.version();
    if (known?.version !== version) known = await read();
    lookedAt = world.now().getTime();
    return known.laws;
  }

  async function read(): Promise<Known> {
    const { version, laws } = await store.laws.all();
    const entries = laws.flatMap(({ law, articles }) => articles.map((one): LawEntry => ({ ...one, law })));
    const index = await indexLaws(entries, { askedFor, pause: () => sleep(world, 0) });
    const search = createSearchLaws(index, tables);
    const byNumber = new Map(laws.map((one) => [one.law, one]));
    const shown = (question: string): LawShown | null => {
      const hit = clearHit(search(question, 1), entries.length);
      if (!hit) return null;
      const { law, article, title, snippet, score } = hit;
      const { name = null, source = null } = byNumber.get(law) ?? {};
      return { law, article, title, snippet, score, name: content.lawName(law) ?? name, source };
    };
    return { version, laws: { search, size: entries.length, shown } };
  }

  function refresh(): Promise<Laws> {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  }

  return {
    refresh,
    async current() {
      const isFresh = world.now().getTime() - lookedAt < BELIEVED_MS;
      return known && (isFresh || looking) ? known.laws : refresh();
    },
  };
}
