import mongoose, { type mongo } from 'mongoose';
import type { CopyStore } from './copy-store.ts';
import { FULL_SCAN } from './full-scan.ts';
import { versionOf } from './migrations/migrate.ts';
import type { Models } from './models.ts';

const { EJSON } = mongoose.mongo.BSON;

/** Documents of one page: what is in memory at once. */
const PAGE = 200;

/**
 * The order that makes a copy taken beside a running server one that a crash could have left: what refers comes before what is referred
 * to. A turn that is in the copy finds its case, its person and the index of what was sent; those that came meanwhile and whose turn is
 * not in it are found by the effect's id when the turn is taken. The pointers to the union and the laws come before their editions, because
 * an edition stays until the import after the next. A collection without a place here is read in between.
 */
const FIRST: readonly (keyof Models)[] = ['exchanges', 'cases', 'people'];
const LAST: readonly (keyof Models)[] = ['meta', 'units', 'officers', 'lawLists', 'lawArticles'];
/** Who is at work on what at this moment. */
const LEFT_OUT: readonly (keyof Models)[] = ['leases'];

/** What an engine works out from the rest of a document: it is made anew where the copy is restored. */
const DERIVED: readonly { of: keyof Models; path: string }[] = [{ of: 'exchanges', path: 'words' }];

type CopyDeps = { models: Models; engine: CopyStore['engine'] };

/** The collections are those of `models`: one that is added there is copied without anybody thinking of it. */
export function createCopy({ models, engine }: CopyDeps): CopyStore {
  const nameOf = (key: keyof Models): string => models[key].collection.collectionName;
  const leftOut = LEFT_OUT.map(nameOf);
  const collections = inOrder(Object.values(models).map(({ collection }) => collection.collectionName));

  function inOrder(names: string[]): string[] {
    const [first, last] = [FIRST.map(nameOf), LAST.map(nameOf)];
    const between = names.filter((name) => ![...first, ...last, ...leftOut].includes(name));
    return [...first, ...between, ...last];
  }

  function collectionOf(name: string) {
    const found = Object.values(models).find(({ collection }) => collection.collectionName === name);
    if (!found) throw new TypeError(`no collection is called ${name}`);
    return found.collection;
  }

  const derivedOf = (name: string): string[] =>
    DERIVED.filter(({ of }) => nameOf(of) === name).map(({ path }) => path);

  return {
    engine,
    collections,
    leftOut,
    version: () => versionOf(models.meta),
    fingerprint: async () => (await models.meta.findById('key').lean())?.fingerprint ?? null,

    async *read(name) {
      const options = { sort: { _id: 1 }, batchSize: PAGE, promoteValues: false, ...FULL_SCAN } as const;
      const derived = derivedOf(name);
      let page: string[] = [];
      for await (const document of collectionOf(name).find({}, options)) {
        for (const path of derived) delete document[path];
        page.push(toLine(document));
        if (page.length < PAGE) continue;
        yield page;
        page = [];
      }
      if (page.length > 0) yield page;
    },

    async isEmpty() {
      for (const name of collections.filter((one) => one !== nameOf('meta')))
        if (await collectionOf(name).findOne({}, FULL_SCAN)) return false;
      return true;
    },
  };
}

const toLine = (document: mongo.Document): string => EJSON.stringify(document, { relaxed: false });

/** A line of a copy as the document it was, every number of the type it had. */
export const fromLine = (line: string): mongo.Document => EJSON.parse(line, { relaxed: false });
