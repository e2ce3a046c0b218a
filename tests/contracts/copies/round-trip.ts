import mongoose from 'mongoose';
import { silentLog } from '../../../src/log.ts';
import { connect } from '../../../src/store/connection.ts';
import type { Engine } from '../../kill/engines.ts';
import { moveIn, newFolder, openCase, say } from './ground.ts';

const { Binary, Double, Int32, Long } = mongoose.mongo.BSON;

/** What is copied from one engine and restored on another is the same, and the work goes on. */
export function describeRoundTrip(from: Engine, to: Engine): void {
  describe(`from ${from.name} to ${to.name}`, () => {
    test('every document is the same to the byte, and an open case is answered', async () => {
      const [old, fresh, place] = [moveIn(from), moveIn(to), newFolder()];
      const stage = await old.stage();
      const code = await openCase(stage);
      await stage.store.vault.put('token', 'ví dụ');
      await stage.store.linkCodes.create('ma-vi-du', 'o2', new Date('2026-12-01T00:00:00Z'));
      const article = { article: '1', title: 'Ví dụ', text: '1. Một.\n2. Hai.', heading: '' };
      const law = { law: '1/2099/QH99', name: null, source: 'https://example.vn', articles: [article] };
      await stage.store.laws.replace([law]);
      await putOdd(
        old.url,
        [from, to].every(({ name }) => name === 'mongodb'),
      );
      // Beside the running server.
      await old.command((app) => app.copies.backup(place.path('copy'), () => {}));
      await stage.close();
      const before = await old.documents();

      await fresh.command((app) =>
        app.copies.restore(place.path('copy'), { replace: false, progress: () => {} }),
      );
      expect(await fresh.documents()).toEqual(before);
      expect(Object.values(before).filter((lines) => lines.length > 0).length).toBeGreaterThanOrEqual(8);

      const next = await fresh.stage(Date.parse('2026-11-24T03:00:00Z'));
      // What was written before is found by its words, and so is what comes now.
      const found = await next.store.exchanges.search({ words: 'khieu nai' }, null, 10);
      expect(found.exchanges.length).toBeGreaterThan(0);
      await say(next, 'officer', `#${code} cong doan da lam viec voi cong ty`);
      const { sent } = await next.dump();
      expect(sent.filter(({ to: who }) => who === '9001').map(({ text }) => text)).toEqual([
        expect.stringContaining('cong doan da lam viec voi cong ty'),
      ]);
      expect((await next.store.laws.all()).laws).toEqual([law]);
      expect(await next.store.vault.get('token')).toBe('ví dụ');
      expect(await next.store.linkCodes.use('ma-vi-du', 'x', new Date('2026-11-24T00:00:00Z'))).toBe('o2');
      // A new case gets a code of its own.
      await say(next, 'worker', 'toi muon khieu nai');
      await next.close();
      old.remove();
      fresh.remove();
      place.remove();
    });
  });
}

/** Values whose type is easily lost on the way. */
async function putOdd(url: string, isExact: boolean): Promise<void> {
  const { mongoose: opened, close } = await connect(url, { role: 'command', log: silentLog });
  await opened.connection.collection<{ _id: string } & Record<string, unknown>>('secrets').insertOne({
    _id: 'odd',
    sealed: 'v1.x.y.z',
    long: Long.fromString('9007199254740993'),
    minusZero: new Double(-0),
    notANumber: new Double(Number.NaN),
    int: new Int32(7),
    binary: new Binary(Buffer.from([0, 255, 10, 13])),
    date: new Date('1969-12-31T23:59:59.999Z'),
    text: 'dòng\u2028khác\nnữa "ngoặc" \\',
    nothing: null,
    list: [[], {}, [1.5]],
    // The embedded engine keeps a number as JavaScript has it, and nothing of ours writes these.
    ...(isExact
      ? { long5: Long.fromNumber(5), double5: new Double(5), uuid: new Binary(Buffer.alloc(16), 4) }
      : {}),
    inner: { 'a.b': 1, $key: 2 },
  });
  await close();
}
