import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { silentLog } from '../../../src/log.ts';
import { connect } from '../../../src/store/connection.ts';
import { restoreStore } from '../../../src/store/restore-store.ts';
import { realWorld } from '../../../src/world.ts';
import type { Engine } from '../../kill/engines.ts';
import { type Installation, moveIn, newFolder } from './ground.ts';

const quiet = { replace: false, progress: () => {} };
const backup = (from: Installation, dir: string) => from.command((app) => app.copies.backup(dir, () => {}));
const restore = (to: Installation, dir: string, options = quiet) =>
  to.command((app) => app.copies.restore(dir, options));
const write = (into: Installation, name: string) =>
  into.command(async (app) => (await app.store('command')).vault.put(name, 'ví dụ'));
const read = (from: Installation, name: string) =>
  from.command(async (app) => (await app.store('command')).vault.get(name));

/** What a copy refuses, and that nothing is changed then. */
export function describeRefusals(engine: Engine): void {
  describe(`on ${engine.name}`, () => {
    const place = newFolder();
    const houses: Installation[] = [];
    const house = (key?: string) => {
      const made = moveIn(engine, key);
      houses.push(made);
      return made;
    };
    afterAll(() => {
      for (const one of houses) one.remove();
      place.remove();
    });

    test('a store that holds something is refused, and replaced only when asked', async () => {
      const [one, other] = [house(), house()];
      await write(one, 'first');
      await write(other, 'second');
      await backup(one, place.path('first'));
      await expect(restore(other, place.path('first'))).rejects.toMatchObject({ code: 'conflict' });
      expect(await read(other, 'second')).toBe('ví dụ');
      const { setAside } = await restore(other, place.path('first'), { ...quiet, replace: true });
      expect([await read(other, 'first'), await read(other, 'second')]).toEqual(['ví dụ', null]);
      expect(setAside && existsSync(setAside)).toBe(true);
    });

    test('a byte that has changed in any file, or a file that is missing, is seen before anything is written', async () => {
      const [one, other] = [house(), house()];
      await write(one, 'first');
      await backup(one, place.path('whole'));
      for (const file of readdirSync(place.path('whole'))) {
        const path = join(place.path('whole'), file);
        const good = readFileSync(path);
        writeFileSync(path, Buffer.concat([good.subarray(0, -3), Buffer.from('xx\n')]));
        await expect(restore(other, place.path('whole'))).rejects.toMatchObject({ code: 'invalid' });
        rmSync(path);
        await expect(restore(other, place.path('whole'))).rejects.toThrow(/no copy|damaged/);
        writeFileSync(path, good);
      }
      expect(await read(other, 'first')).toBeNull();
      await restore(other, place.path('whole'));
      expect(await read(other, 'first')).toBe('ví dụ');
    });

    test('another key is refused, naming both', async () => {
      const [one, other] = [house(), house('cd'.repeat(32))];
      await backup(one, place.path('keyed'));
      await expect(restore(other, place.path('keyed'))).rejects.toThrow(
        /another SECRET_KEY \(fingerprint \w{16}/,
      );
    });

    test('the key is nowhere in a copy', async () => {
      const one = house();
      await write(one, 'first');
      await backup(one, place.path('keyless'));
      for (const file of readdirSync(place.path('keyless'))) {
        const text = readFileSync(join(place.path('keyless'), file), 'utf8');
        for (const form of ['ab'.repeat(32), Buffer.from('ab'.repeat(32), 'hex').toString('base64')])
          expect(text).not.toContain(form);
      }
    });

    test('a folder that exists is not written into, and a failure leaves nothing behind', async () => {
      const one = house();
      mkdirSync(place.path('there'));
      await expect(backup(one, place.path('there'))).rejects.toThrow(/exists already/);
      writeFileSync(place.path('a-file'), '');
      await expect(backup(one, place.path('a-file/copy'))).rejects.toThrow(/no folder can be made/);
      const stopped = one.command((app) =>
        app.copies.backup(place.path('stopped'), (line) => {
          if (line.startsWith('meta')) throw new Error('stopped in the middle');
        }),
      );
      await expect(stopped).rejects.toThrow('stopped in the middle');
      expect(readdirSync(place.path('.')).filter((name) => name.startsWith('stopped'))).toEqual([]);
    });

    test('a copy of a later program is refused', async () => {
      const other = house();
      const deps = { url: other.url, world: realWorld, log: silentLog, replace: false, keep: async () => {} };
      await expect(restoreStore(deps, { schema: 999, collections: [] })).rejects.toThrow(/version 999/);
    });

    test('a restore that ends in the middle leaves the old store, or one that stays shut until it is done', async () => {
      const [one, other] = [house(), house()];
      await write(one, 'first');
      await write(other, 'second');
      await backup(one, place.path('again'));
      const deps = { url: other.url, world: realWorld, log: silentLog, replace: true, keep: async () => {} };
      async function* broken(): AsyncGenerator<string[]> {
        yield ['{"_id":"first","sealed":"x"}'];
        throw new Error('the disk is gone');
      }
      const half = [{ name: 'secrets', documents: 2, pages: broken }];
      await expect(restoreStore(deps, { schema: 1, collections: half })).rejects.toThrow('the disk is gone');
      if (engine.name === 'sqlite') expect(await read(other, 'second')).toBe('ví dụ');
      else await expect(read(other, 'second')).rejects.toThrow(/did not end: run it again with --replace/);
      await restore(other, place.path('again'), { ...quiet, replace: true });
      expect(await read(other, 'first')).toBe('ví dụ');
    });

    test('every collection that the database has is in the copy, but the leases', async () => {
      const one = house();
      const stage = await one.stage();
      await stage.store.leases.take('x', 'y', new Date(0), new Date());
      const manifest = await backup(one, place.path('all'));
      await stage.close();
      const { mongoose, close } = await connect(one.url, { role: 'command', log: silentLog });
      const there = await collectionsIn(mongoose, engine, one.url);
      await close();
      const copied = manifest.collections.map(({ name }) => name);
      expect(there.filter((name) => !copied.includes(name))).toEqual(['leases']);
      expect(manifest.leftOut).toEqual(['leases']);
    });
  });
}

async function collectionsIn(
  mongoose: Awaited<ReturnType<typeof connect>>['mongoose'],
  engine: Engine,
  url: string,
): Promise<string[]> {
  if (engine.name !== 'sqlite')
    return ((await mongoose.connection.db?.listCollections().toArray()) ?? []).map(({ name }) => name);
  const { default: Database } = await import('libsql');
  const file = new Database(url.slice('file:'.length));
  const rows = file.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
  file.close();
  return rows
    .map((row) => String(Object(row).name))
    .filter((name) => !name.startsWith('#') && !name.startsWith('sqlite_'));
}
