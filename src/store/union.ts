import { type Model, Schema } from 'mongoose';
import { AppError } from '../errors.ts';
import type { Officer, UnionTree, Unit } from '../model/union.ts';
import type { Seal } from '../seal.ts';
import { EVERYTHING, insertNew, LOOSE, onceMore, updateOne, upsertOne } from './documents.ts';
import { nextNumber, type StoredMeta } from './meta.ts';
import type { StoredPerson } from './people.ts';
import type { StoredStaff } from './staff.ts';
import type { UnionStore } from './store.ts';

/** One edition of the tree is written whole under its number, then the pointer in `meta` is moved to it. */
type Edition = { _id: string; edition: number; place: number };
export type StoredUnit = Edition & { unit: Unit };
/** How an officer is reached is sealed. */
export type StoredOfficer = Edition & {
  officer: Omit<Officer, 'persons' | 'isAtDesk' | 'channels' | 'phone'>;
  reach: string;
};

export const unitSchema = new Schema<StoredUnit>({ _id: String, edition: Number }, LOOSE).index({
  edition: 1,
});
export const officerSchema = new Schema<StoredOfficer>({ _id: String, edition: Number }, LOOSE).index({
  edition: 1,
});

/** Documents written at once: enough for one group commit, few enough to leave room for messages. */
const BATCH = 100;

type UnionDeps = {
  meta: Model<StoredMeta>;
  units: Model<StoredUnit>;
  officers: Model<StoredOfficer>;
  people: Model<StoredPerson>;
  staff: Model<StoredStaff>;
  seal: Seal;
};

export function createUnion(deps: UnionDeps): UnionStore & { changed(): Promise<void> } {
  const { meta, units, officers, people, staff, seal } = deps;
  const pointer = async () => {
    const found = await meta.findById('union').lean<StoredMeta>();
    return { edition: found?.edition ?? 0, version: found?.version ?? 0 };
  };

  async function replace(tree: {
    units: UnionTree['units'];
    officers: UnionTree['officers'];
  }): Promise<void> {
    const before = await pointer();
    const edition = (await nextNumber(meta, 'union editions')) + 1;
    await inBatches(tree.units, (unit, place) =>
      insertNew(units, { _id: `${edition}/${unit.code}`, edition, place, unit }),
    );
    await inBatches(tree.officers, (officer, place) =>
      insertNew(officers, toStored(officer, edition, place, seal)),
    );
    await movePointer(before.edition, edition);
    // The edition before stays for those who are reading it.
    const old = { edition: { $lt: before.edition } };
    await Promise.all([units.deleteMany(old), officers.deleteMany(old)]);
  }

  async function movePointer(from: number, to: number): Promise<void> {
    await insertNew(meta, { _id: 'union', edition: 0, version: 0 });
    const isUnchanged = { _id: 'union', edition: from };
    const isMoved = await updateOne(meta, isUnchanged, {
      $set: { edition: to },
      $inc: { version: 1 },
    });
    if (!isMoved) throw new AppError('conflict', 'another import changed the union meanwhile: import again');
  }

  /** Person ids by officer, the newest last. */
  async function bound(): Promise<Map<string, string[]>> {
    const persons = await people.find({ officer: { $gt: '' } }).lean<StoredPerson[]>();
    persons.sort((a, b) => (a.boundAt?.getTime() ?? 0) - (b.boundAt?.getTime() ?? 0));
    const byOfficer = new Map<string, string[]>();
    for (const { _id, officer = '' } of persons)
      byOfficer.set(officer, [...(byOfficer.get(officer) ?? []), _id]);
    return byOfficer;
  }

  /** Officers who can sign in to the console. */
  async function atDesk(): Promise<Set<string>> {
    const accounts = await staff.find(EVERYTHING).lean<StoredStaff[]>();
    const open = accounts.filter(({ endedAt, password }) => endedAt === null && password !== null);
    return new Set(open.flatMap(({ officer }) => (officer === null ? [] : [officer])));
  }

  return {
    replace,

    version: async () => (await pointer()).version,

    async tree() {
      for (;;) {
        const { edition, version } = await pointer();
        const [storedUnits, storedOfficers, persons, desk] = await Promise.all([
          units.find({ edition }).lean<StoredUnit[]>(),
          officers.find({ edition }).lean<StoredOfficer[]>(),
          bound(),
          atDesk(),
        ]);
        // Two imports meanwhile may have removed what was being read.
        if ((await pointer()).version !== version) continue;
        return {
          version,
          units: inPlace(storedUnits).map(({ unit }) => unit),
          officers: inPlace(storedOfficers).map((one) => ({
            ...toOfficer(one, persons, seal),
            ...(desk.has(one.officer.code) ? { isAtDesk: true } : {}),
          })),
        };
      }
    },

    /** Something that the tree shows has changed without an import. */
    async changed() {
      const update = { $inc: { version: 1 }, $setOnInsert: { edition: 0 } };
      await onceMore(() => upsertOne(meta, { _id: 'union' }, update));
    },
  };
}

const inPlace = <T extends Edition>(documents: T[]): T[] => documents.sort((a, b) => a.place - b.place);

function toStored(whole: Officer, edition: number, place: number, seal: Seal): StoredOfficer {
  const { persons: _persons, isAtDesk: _desk, channels, phone = null, ...officer } = whole;
  const reach = seal.seal('officer', JSON.stringify({ channels, phone }));
  return { _id: `${edition}/${officer.code}`, edition, place, officer, reach };
}

function toOfficer({ officer, reach }: StoredOfficer, persons: Map<string, string[]>, seal: Seal): Officer {
  const { channels, phone } = JSON.parse(seal.open('officer', reach)) as Reach; // sealed by `toStored`
  return {
    ...officer,
    channels,
    ...(phone === null ? {} : { phone }),
    persons: persons.get(officer.code) ?? [],
  };
}
type Reach = { channels: Officer['channels']; phone: string | null };

async function inBatches<T>(items: T[], write: (item: T, place: number) => Promise<boolean>): Promise<void> {
  for (let start = 0; start < items.length; start += BATCH) {
    const batch = items.slice(start, start + BATCH);
    const written = await Promise.all(batch.map((item, i) => write(item, start + i)));
    if (written.includes(false))
      throw new AppError('invalid', 'a code stands twice in the union that is to be stored');
  }
}
