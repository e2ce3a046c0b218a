import { randomUUID } from 'node:crypto';
import type { Mongoose } from 'mongoose';
import { silentLog } from '../../../src/log.ts';
import { createSeal, type Seal } from '../../../src/seal.ts';
import { connect, type StoreConnection } from '../../../src/store/connection.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { realWorld, type World } from '../../../src/world.ts';

/** An engine under test: gives empty places for a store. */
export type Engine = {
  place(): Promise<Place>;
  /** Racers and rows where many are wanted: the server that CI has is slow. */
  many: number;
};
export type Place = { url: string; remove(): Promise<void> };

export const seal: Seal = createSeal(Buffer.alloc(32, 7));
export const otherSeal: Seal = createSeal(Buffer.alloc(32, 8));

export type House = {
  /** Opens the same place once more, as another process would. */
  open(more?: { seal?: Seal }): Promise<Store>;
  /** What the clock of every store in here says; null: the real time. */
  setNow(now: Date | null): void;
  /** The stored documents as they are. */
  raw(collection: string): Promise<Record<string, unknown>[]>;
  /** A connection of its own, behind the stores' back. */
  behind(): Promise<Mongoose>;
  /** Takes everything out but what opening made. */
  clear(): Promise<void>;
  close(): Promise<void>;
};

/** A place of its own; what was opened in it is closed with it. */
export async function moveIn(engine: Engine): Promise<House> {
  const { url, remove } = await engine.place();
  const closing: (() => Promise<void>)[] = [];
  let now: Date | null = null;
  let connection: Promise<StoreConnection> | null = null;
  const world: World = { ...realWorld, now: () => now ?? realWorld.now() };

  async function behind(): Promise<Mongoose> {
    connection ??= connect(url, { role: 'command', log: silentLog });
    return (await connection).mongoose;
  }
  const collectionOf = async (name: string) => (await behind()).connection.collection<{ _id: string }>(name);

  return {
    behind,
    setNow(date) {
      now = date;
    },
    async open(more = {}) {
      const options = { url, seal, world, log: silentLog, role: 'command', ...more } as const;
      const store = await openStore({ ...options, strictFilters: true });
      closing.push(store.close);
      return store;
    },
    raw: async (name) => (await collectionOf(name)).find({}, { sort: { _id: 1 } }).toArray(),
    async clear() {
      for (const name of COLLECTIONS) await (await collectionOf(name)).deleteMany({});
      const made = { _id: { $in: ['union', 'union editions', 'cases', 'laws', 'law editions'] } };
      await (await collectionOf('meta')).deleteMany(made);
    },
    async close() {
      for (const close of closing) await close();
      await (await connection)?.close();
      await remove();
    },
  };
}

const COLLECTIONS = [
  'exchanges',
  'people',
  'cases',
  'units',
  'officers',
  'law-lists',
  'law-articles',
  'sent',
  'leases',
  'secrets',
  'link-codes',
  'staff',
  'staff-sessions',
  'staff-links',
  'tries',
  'audit',
];

/** One house for a whole suite, since opening a store takes a while, with two stores in it. */
export type Shared = { house(): House; store(): Store; other(): Store; many: number };

export function shareHouse(engine: Engine): Shared {
  let house: House | null = null;
  let store: Store | null = null;
  let other: Store | null = null;
  beforeAll(async () => {
    house = await moveIn(engine);
    store = await house.open();
    other = await house.open();
  });
  afterAll(() => house?.close());
  return {
    house: () => given(house),
    store: () => given(store),
    other: () => given(other),
    many: engine.many,
  };
}

/** For a test that must find the store empty. */
export const inEmpty = (shared: Shared, work: (store: Store) => Promise<void>) => async (): Promise<void> => {
  await shared.house().clear();
  await work(shared.store());
};

/** Runs with a house of its own. */
export const inOwnHouse =
  (engine: Engine, work: (house: House) => Promise<void>) => async (): Promise<void> => {
    const house = await moveIn(engine);
    try {
      await work(house);
    } finally {
      await house.close();
    }
  };

export function given<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('the test expected something here');
  return value;
}

/** A name nobody else has. */
export const fresh = (what: string): string => `${what}-${randomUUID()}`;

export const trues = (answers: boolean[]): number => answers.filter(Boolean).length;
