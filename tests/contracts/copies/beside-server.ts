import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { silentLog } from '../../../src/log.ts';
import { createSeal } from '../../../src/seal.ts';
import { MIGRATIONS, type Migration } from '../../../src/store/migrations/migrate.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { realWorld } from '../../../src/world.ts';
import type { Engine } from '../../kill/engines.ts';
import { documentsOf, type Installation, KEY, moveIn, newFolder, openCase, say } from './ground.ts';

const quiet = { replace: false, progress: () => {} };

/** Copies beside a server at work, its spool, and the copy before a migration. */
export function describeBesideServer(engine: Engine): void {
  describe(`beside a server on ${engine.name}`, () => {
    const place = newFolder();
    const houses: Installation[] = [];
    const house = () => {
      const made = moveIn(engine);
      houses.push(made);
      return made;
    };
    afterAll(() => {
      for (const one of houses) one.remove();
      place.remove();
    });

    test('what had its 200 and was not in the store yet is in the copy, and answered after it is restored', async () => {
      const [old, fresh] = [house(), house()];
      const stage = await old.stage();
      stage.store.exchanges.receive = () => Promise.reject(new Error('the store is away'));
      await say(stage, 'worker', 'luong toi thieu vung o buon ma thuot la bao nhieu', 0);
      const manifest = await old.command((app) => app.copies.backup(place.path('spooled'), () => {}));
      expect(manifest.spool.lines).toBe(1);
      await stage.close();
      await fresh.command((app) => app.copies.restore(place.path('spooled'), quiet));
      const next = await fresh.stage();
      await next.settle(20_000);
      const { sent, spoolFiles } = await next.dump();
      expect(sent.map(({ text }) => text).join('\n')).toMatch(/Lương tối thiểu/i);
      expect(spoolFiles).toEqual([]);
      await next.close();
    });

    test('a copy taken while people write can go on: every turn finds its case, and nobody waits for ever', async () => {
      const [old, fresh] = [house(), house()];
      const stage = await old.stage();
      const writing = openCase(stage);
      let copies = 0;
      for (let isOver = false; !isOver; ) {
        const dir = place.path(`at-work-${copies++}`);
        await old.command((app) => app.copies.backup(dir, () => {}));
        isOver = await Promise.race([
          writing.then(() => true),
          new Promise<false>((go) => setTimeout(go, 20, false)),
        ]);
      }
      await stage.close();
      const middle = place.path(`at-work-${Math.floor(copies / 2)}`);
      await fresh.command((app) => app.copies.restore(middle, quiet));
      const next = await fresh.stage(Date.parse('2026-11-24T02:10:00Z'));
      await next.settle(200_000);
      const { exchanges, cases } = await next.dump();
      expect(
        exchanges.filter(({ waitingSince, unfinishedSince }) => waitingSince || unfinishedSince),
      ).toEqual([]);
      const codes = exchanges.flatMap(
        ({ processed }) => processed?.results.map(({ facts }) => facts.code) ?? [],
      );
      for (const code of codes.filter((one) => typeof one === 'string' && one !== ''))
        expect(cases.map((one) => one.code)).toContain(code);
      for (const { person } of exchanges) expect(await next.store.people.get(person)).not.toBeNull();
      await next.close();
    });

    test('before a migration a copy is taken of a store that holds something, and the last three stay', async () => {
      const old = house();
      const first = MIGRATIONS.at(-1)?.version ?? 0;
      const ran: number[] = [];
      /** A later program, whose newest migration has this number. */
      const start = (version: number) =>
        old.command(async (app) => {
          const later = Array.from({ length: version - first }, (_, n): Migration => {
            const number = first + n + 1;
            return { version: number, run: async () => void ran.push(number) };
          });
          const store = await openStore({
            url: old.url,
            seal: createSeal(Buffer.from(KEY, 'hex')),
            world: realWorld,
            log: silentLog,
            role: 'command',
            beforeMigration: app.copies.beforeMigration,
            migrations: [...MIGRATIONS, ...later],
          });
          const documents = await documentsOf(store);
          await store.close();
          return documents;
        });
      const backups = () => readdirSync(join(old.folder, 'backups')).sort();

      await start(first);
      await start(first + 1);
      // Nothing in it: nothing to lose.
      expect(() => backups()).toThrow(/ENOENT/);
      const before = await start(first + 1);
      expect(ran).toEqual([first + 1]);

      const put = await openStore({
        url: old.url,
        seal: createSeal(Buffer.from(KEY, 'hex')),
        world: realWorld,
        log: silentLog,
        role: 'command',
        migrations: [...MIGRATIONS, { version: first + 1, run: async () => {} }],
      });
      await put.vault.put('token', 'ví dụ');
      await put.close();
      for (const version of [2, 3, 4, 5].map((step) => first + step)) await start(version);
      expect(ran).toEqual([1, 2, 3, 4, 5].map((step) => first + step));
      const numbers = [3, 4, 5].map((step) => String(first + step).padStart(3, '0'));
      expect(backups().map((name) => name.slice(0, 'before-migration-000'.length))).toEqual(
        numbers.map((number) => `before-migration-${number}`),
      );
      expect(Object.keys(before)).toContain('secrets');
    });

    test('when that copy cannot be made nothing is migrated', async () => {
      const old = house();
      await old.command(async (app) => (await app.store('command')).vault.put('token', 'ví dụ'));
      const version = (MIGRATIONS.at(-1)?.version ?? 0) + 1;
      let hasRun = false;
      const run = async () => {
        hasRun = true;
      };
      const opening = openStore({
        url: old.url,
        seal: createSeal(Buffer.from(KEY, 'hex')),
        world: realWorld,
        log: silentLog,
        role: 'command',
        beforeMigration: () => Promise.reject(new Error('the disk is full')),
        migrations: [...MIGRATIONS, { version, run }],
      });
      await expect(opening).rejects.toThrow('the disk is full');
      expect(hasRun).toBe(false);
      expect(await old.command(async (app) => (await app.store('command')).vault.get('token'))).toBe('ví dụ');
    });
  });
}
