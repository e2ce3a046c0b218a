import { type Model, Schema } from 'mongoose';
import { AppError } from '../errors.ts';
import type { LawArticle, LawSummary, LawText } from '../model/law.ts';
import type { World } from '../world.ts';
import { insertNew, LOOSE, removeAll, updateOne } from './documents.ts';
import { FULL_SCAN } from './full-scan.ts';
import type { LawStore } from './law-store.ts';
import { nextNumber, type StoredMeta } from './meta.ts';

/** Which laws there are, and in which part the articles of each stand. One edition is written whole, then the pointer in `meta` is moved. */
export type StoredLawList = { _id: string; edition: number; laws: ListedLaw[] };
type ListedLaw = LawSummary & { part: string };

/** `part` is "<edition>/<law>": the articles of one import of one law. */
export type StoredLawArticle = {
  _id: string;
  part: string;
  edition: number;
  place: number;
  article: LawArticle;
};

export const lawListSchema = new Schema<StoredLawList>({ _id: String }, LOOSE);
export const lawArticleSchema = new Schema<StoredLawArticle>({ _id: String, part: String }, LOOSE).index({
  part: 1,
});

/** Documents written at once: enough for one group commit, few enough to leave room for messages. */
const BATCH = 100;
const POINTER = 'laws';

type LawDeps = {
  meta: Model<StoredMeta>;
  lawLists: Model<StoredLawList>;
  lawArticles: Model<StoredLawArticle>;
  world: World;
};
type Pointer = { edition: number; version: number };

export function createLaws({ meta, lawLists, lawArticles, world }: LawDeps): LawStore {
  const pointer = async (): Promise<Pointer> => {
    const found = await meta.findById(POINTER).lean<StoredMeta>();
    return { edition: found?.edition ?? 0, version: found?.version ?? 0 };
  };
  const listOf = async (edition: number): Promise<ListedLaw[]> =>
    (await lawLists.findById(String(edition)).lean<StoredLawList>())?.laws ?? [];

  /** Writes what is new, then shows it in one step; what only readers of the edition before still need stays until the next. */
  async function publish(
    change: (laws: ListedLaw[], edition: number) => Promise<ListedLaw[]>,
  ): Promise<void> {
    const before = await pointer();
    const old = await listOf(before.edition);
    const edition = (await nextNumber(meta, 'law editions')) + 1;
    const laws = await change(old, edition);
    await insertNew(lawLists, { _id: String(edition), edition, laws });
    await insertNew(meta, { _id: POINTER, edition: 0, version: 0 });
    const isUnchanged = { _id: POINTER, edition: before.edition };
    if (!(await updateOne(meta, isUnchanged, { $set: { edition }, $inc: { version: 1 } })))
      throw new AppError('conflict', 'another import changed the laws meanwhile: import again');
    await clear([before.edition, edition], [...old, ...laws]);
  }

  /** Removes lists and articles of earlier editions that nobody reads any more, those of imports that failed too. */
  async function clear(kept: number[], listed: ListedLaw[]): Promise<void> {
    const newest = Math.max(...kept);
    const parts = new Set(listed.map(({ part }) => part));
    const found = await lawArticles
      .aggregate<{ _id: string; edition: number }>([
        { $match: { edition: { $lt: newest } } },
        { $group: { _id: '$part', edition: { $min: '$edition' } } },
      ])
      .option(FULL_SCAN);
    for (const { _id: part } of found) if (!parts.has(part)) await removeAll(lawArticles, { part });
    const lists = await lawLists.find({}, null, FULL_SCAN).lean<StoredLawList[]>();
    for (const { _id, edition } of lists)
      if (edition < newest && !kept.includes(edition)) await removeAll(lawLists, { _id });
  }

  async function write(law: LawText, edition: number): Promise<ListedLaw> {
    const part = `${edition}/${law.law}`;
    await inBatches(law.articles, (article, place) =>
      insertNew(lawArticles, { _id: `${part}/${article.article}`, part, edition, place, article }),
    );
    const { articles, ...about } = law;
    return { ...about, articles: articles.length, importedAt: world.now(), part };
  }

  return {
    version: async () => (await pointer()).version,

    async list() {
      const laws = await listOf((await pointer()).edition);
      return laws.map(({ part: _part, ...summary }) => summary);
    },

    async all() {
      for (;;) {
        const { edition, version } = await pointer();
        const laws = await listOf(edition);
        const stored = await lawArticles.find({}, null, FULL_SCAN).lean<StoredLawArticle[]>();
        // Two imports meanwhile may have removed what was being read.
        if ((await pointer()).version !== version) continue;
        return { version, laws: withArticles(laws, stored) };
      }
    },

    replace: (texts) =>
      publish(async (laws, edition) => {
        const written: ListedLaw[] = [];
        for (const law of texts) written.push(await write(law, edition));
        const given = new Map(written.map((law) => [law.law, law]));
        if (given.size < written.length) throw twice();
        const kept = laws.map((law) => given.get(law.law) ?? law);
        const known = new Set(laws.map(({ law }) => law));
        return [...kept, ...written.filter(({ law }) => !known.has(law))];
      }),

    async remove(law) {
      const laws = await listOf((await pointer()).edition);
      if (!laws.some((one) => one.law === law)) return false;
      await publish(async (listed) => listed.filter((one) => one.law !== law));
      return true;
    },
  };
}

function withArticles(laws: readonly ListedLaw[], stored: readonly StoredLawArticle[]): LawText[] {
  const byPart = new Map<string, StoredLawArticle[]>(laws.map(({ part }) => [part, []]));
  for (const one of stored) byPart.get(one.part)?.push(one);
  return laws.map(({ law, name, source, part }) => {
    const inPlace = (byPart.get(part) ?? []).sort((a, b) => a.place - b.place);
    return { law, name, source, articles: inPlace.map(({ article }) => article) };
  });
}

async function inBatches<T>(items: T[], write: (item: T, place: number) => Promise<boolean>): Promise<void> {
  for (let start = 0; start < items.length; start += BATCH) {
    const batch = items.slice(start, start + BATCH);
    const written = await Promise.all(batch.map((item, i) => write(item, start + i)));
    if (written.includes(false)) throw twice();
  }
}

const twice = () => new AppError('invalid', 'an article stands twice in what is to be stored');
