import { silentLog } from '../../../src/log.ts';
import { createLeases } from '../../../src/store/leases.ts';
import { MIGRATIONS, type Migration, migrate } from '../../../src/store/migrations/migrate.ts';
import { createModels } from '../../../src/store/models.ts';
import { realWorld } from '../../../src/world.ts';
import { type Engine, given, type House, inOwnHouse, otherSeal } from './house.ts';
import { put, read } from './samples.ts';

export function describeOpening(engine: Engine): void {
  describe('opening', () => {
    test(
      'by many at once makes one store, and each finds what the others wrote',
      inOwnHouse(engine, async (house) => {
        const stores = await Promise.all([house.open(), house.open(), house.open()]);
        const { key } = await put(given(stores[0]));
        for (const store of stores) {
          await store.ping();
          expect((await read(store, key)).key).toBe(key);
        }
        const schema = (await house.raw('meta')).find(({ _id }) => _id === 'schema');
        expect(schema).toMatchObject({ version: given(MIGRATIONS.at(-1)).version });
        expect(await house.raw('leases')).toEqual([]);
      }),
    );

    test(
      'with another key is refused, and changes nothing',
      inOwnHouse(engine, async (house) => {
        const store = await house.open();
        await store.vault.put('token', 'ví dụ');
        const before = await house.raw('meta');
        await expect(house.open({ seal: otherSeal })).rejects.toMatchObject({
          code: 'conflict',
          message: expect.stringContaining('another SECRET_KEY'),
        });
        expect(await house.raw('meta')).toEqual(before);
        expect(await store.vault.get('token')).toBe('ví dụ');
      }),
    );

    test(
      'with two keys at once an empty store takes one of them',
      inOwnHouse(engine, async (house) => {
        const ends = await Promise.allSettled([house.open(), house.open({ seal: otherSeal })]);
        expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      }),
    );

    test(
      'makes the indexes that the schemas declare',
      inOwnHouse(engine, async (house) => {
        await house.open();
        const mongoose = await house.behind();
        for (const { schema, collection } of Object.values(createModels(mongoose))) {
          const declared = schema.indexes();
          if (declared.length === 0) continue;
          const named = mongoose.connection.collection(collection.collectionName);
          const made = await named.listIndexes().toArray();
          for (const [key, { unique = false, sparse = false }] of declared)
            expect(made).toContainEqual(
              expect.objectContaining({
                key,
                ...(unique ? { unique: true } : {}),
                ...(sparse ? { sparse: true } : {}),
              }),
            );
        }
      }),
    );

    test(
      'what a newer program has written is refused',
      inOwnHouse(engine, async (house) => {
        await house.open();
        const version = given(MIGRATIONS.at(-1)).version + 1;
        const meta = (await house.behind()).connection.collection<{ _id: string }>('meta');
        await meta.updateOne({ _id: 'schema' }, { $set: { version } });
        await expect(house.open()).rejects.toMatchObject({
          code: 'conflict',
          message: expect.stringContaining(`version ${version}`),
        });
      }),
    );
  });

  describe('migrations', () => {
    const ran: number[] = [];
    beforeEach(() => {
      ran.length = 0;
    });
    const step = (version: number, work: () => Promise<void> = async () => {}): Migration => ({
      version,
      run: async () => {
        await work();
        ran.push(version);
      },
    });
    /** As a process that starts does it. */
    const starting = async (house: House) => {
      const models = createModels(await house.behind());
      const leases = createLeases(models.leases);
      return (steps: Migration[]) => migrate({ models, leases, world: realWorld, log: silentLog }, steps);
    };

    test(
      'run in order and once, however many processes start',
      inOwnHouse(engine, async (house) => {
        const start = await starting(house);
        const slow = () => new Promise<void>((resolve) => setTimeout(resolve, 30));
        const steps = [step(1, slow), step(2, slow), step(3)];
        await Promise.all([1, 2, 3].map(() => start(steps)));
        await start([...steps, step(4)]);
        expect(ran).toEqual([1, 2, 3, 4]);
      }),
    );

    test(
      'one that fails stops the start, and the next start goes on with it',
      inOwnHouse(engine, async (house) => {
        const start = await starting(house);
        const fails = step(2, () => Promise.reject(new Error('ví dụ')));
        await expect(start([step(1), fails, step(3)])).rejects.toThrow('ví dụ');
        expect(await house.raw('leases')).toEqual([]);
        await start([step(1), step(2), step(3)]);
        expect(ran).toEqual([1, 2, 3]);
      }),
    );
  });
}
