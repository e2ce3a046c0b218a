import type { LawArticle, LawText } from '../../../src/model/law.ts';
import { inEmpty, type Shared } from './house.ts';
import { T0 } from './samples.ts';

const article = (n: string, more: Partial<LawArticle> = {}): LawArticle => ({
  article: n,
  title: `Tên điều ${n}`,
  text: `1. Khoản một của điều ${n}.\n2. Khoản hai.`,
  heading: 'Chương I: Ví dụ',
  ...more,
});
const law = (number: string, articles: LawArticle[], more: Partial<LawText> = {}): LawText => ({
  law: number,
  name: `Luật ví dụ ${number}`,
  source: null,
  articles,
  ...more,
});

export function describeLaws(shared: Shared): void {
  describe('the laws', () => {
    test(
      'are none before the first import',
      inEmpty(shared, async (store) => {
        expect(await store.laws.version()).toBe(0);
        expect(await store.laws.list()).toEqual([]);
        expect(await store.laws.all()).toEqual({ version: 0, laws: [] });
      }),
    );

    test(
      'come back as they were given, in their order, under a new version each time',
      inEmpty(shared, async (store) => {
        shared.house().setNow(T0);
        const first = law('10/2099/QH99', [article('2'), article('1a'), article('Phụ lục I')]);
        const second = law('1/2099/NĐ-CP', [article('1', { title: '', heading: '' })], {
          name: null,
          source: 'https://example.vn/luat',
        });
        await store.laws.replace([first, second]);
        const { version, laws } = await store.laws.all();
        expect(laws).toEqual([first, second]);
        expect(version).toBe(await store.laws.version());
        expect(await store.laws.list()).toEqual([
          { law: first.law, name: first.name, source: null, articles: 3, importedAt: T0 },
          { law: second.law, name: null, source: second.source, articles: 1, importedAt: T0 },
        ]);
        shared.house().setNow(null);
      }),
    );

    test(
      'an import takes the place of the law with its number and leaves the others',
      inEmpty(shared, async (store) => {
        const other = law('2/2099/QH99', [article('1')]);
        await store.laws.replace([law('1/2099/QH99', [article('1'), article('2')]), other]);
        const before = await store.laws.version();
        const newer = law('1/2099/QH99', [article('2', { text: 'sửa đổi' }), article('3')]);
        await store.laws.replace([newer]);
        expect(await store.laws.version()).toBeGreaterThan(before);
        expect((await store.laws.all()).laws).toEqual([newer, other]);
      }),
    );

    test(
      'one is removed by its number, and only that one',
      inEmpty(shared, async (store) => {
        const other = law('2/2099/QH99', [article('1')]);
        await store.laws.replace([law('1/2099/QH99', [article('1')]), other]);
        expect(await store.laws.remove('1/2099/QH99')).toBe(true);
        expect((await store.laws.all()).laws).toEqual([other]);
        const version = await store.laws.version();
        expect(await store.laws.remove('1/2099/QH99')).toBe(false);
        expect(await store.laws.version()).toBe(version);
      }),
    );

    test(
      'an article that stands twice, or a law, changes nothing',
      inEmpty(shared, async (store) => {
        const good = law('1/2099/QH99', [article('1')]);
        await store.laws.replace([good]);
        const before = await store.laws.all();
        const twice = law('1/2099/QH99', [article('1'), article('2'), article('1')]);
        await expect(store.laws.replace([twice])).rejects.toMatchObject({ code: 'invalid' });
        await expect(store.laws.replace([good, good])).rejects.toMatchObject({ code: 'invalid' });
        expect(await store.laws.all()).toEqual(before);
      }),
    );

    test(
      'what nobody reads any more is cleared, an import that failed too',
      inEmpty(shared, async (store) => {
        const other = law('2/2099/QH99', [article('1')]);
        await store.laws.replace([law('1/2099/QH99', [article('1')]), other]);
        const twice = law('3/2099/QH99', [article('1'), article('1')]);
        await expect(store.laws.replace([twice])).rejects.toMatchObject({ code: 'invalid' });
        for (const n of [2, 3, 4])
          await store.laws.replace([law('1/2099/QH99', [article('1', { text: `lần ${n}` })])]);
        const stored = await shared.house().raw('law-articles');
        const kept = stored.map(({ article: one }) => (one as LawArticle).text);
        expect(kept.sort()).toEqual(['lần 3', 'lần 4', article('1').text].sort());
        expect(await shared.house().raw('law-lists')).toHaveLength(2);
      }),
    );

    test(
      'a reader sees one import or the other, never a mixture',
      inEmpty(shared, async (store) => {
        const writer = shared.other();
        const edition = (n: number) =>
          law(
            '1/2099/QH99',
            Array.from({ length: 12 }, (_, i) => article(String(i + 1), { text: `lần ${n}` })),
          );
        await writer.laws.replace([edition(0)]);
        let writing = true;
        let looks = 0;
        const readAll = async () => {
          while (writing) {
            const [one] = (await store.laws.all()).laws;
            expect(one?.articles).toHaveLength(12);
            expect(new Set(one?.articles.map(({ text }) => text)).size).toBe(1);
            looks++;
          }
        };
        const reading = readAll();
        for (let n = 1; n <= 5; n++) await writer.laws.replace([edition(n)]);
        writing = false;
        await reading;
        expect(looks).toBeGreaterThan(0);
      }),
    );

    test(
      'of two imports at once one may be told to import again, and what stands is whole',
      inEmpty(shared, async (store) => {
        const one = law('1/2099/QH99', [article('1'), article('2')]);
        const two = law('2/2099/QH99', [article('1'), article('2')]);
        const ends = await Promise.allSettled([
          store.laws.replace([one]),
          shared.other().laws.replace([two]),
        ]);
        for (const end of ends)
          if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'conflict' });
        const done = ends.flatMap(({ status }, at) => (status === 'fulfilled' ? [[one, two][at]] : []));
        expect(done.length).toBeGreaterThan(0);
        expect(new Set((await store.laws.all()).laws)).toEqual(new Set(done));
      }),
    );
  });
}
