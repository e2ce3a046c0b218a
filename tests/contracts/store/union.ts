import type { Officer, Unit } from '../../../src/model/union.ts';
import { fresh, inEmpty, type Shared } from './house.ts';
import { T0 } from './samples.ts';

const unit = (code: string, more: Partial<Unit> = {}): Unit => ({
  code,
  name: `Công đoàn ví dụ ${code}`,
  level: 'upper',
  areas: ['phường ví dụ'],
  workplaces: [],
  endedAt: null,
  ...more,
});
const officer = (code: string, more: Partial<Officer> = {}): Officer => ({
  code,
  name: `Cán bộ ${code}`,
  unit: 'u1',
  duties: ['cases'],
  channels: [],
  languages: ['vi'],
  endedAt: null,
  persons: [],
  ...more,
});

export function describeUnion(shared: Shared): void {
  describe('the union', () => {
    test(
      'is empty before the first import',
      inEmpty(shared, async (store) => {
        expect(await store.union.tree()).toEqual({ units: [], officers: [], version: 0 });
        expect(await store.union.version()).toBe(0);
      }),
    );

    test(
      'comes back as it was given, in its order, under a new version each time',
      inEmpty(shared, async (store) => {
        const units = [
          unit('u2', { level: 'province', members: 7 }),
          unit('u1', { parent: 'u2', was: 'u0', endedAt: T0 }),
        ];
        const reached = officer('o1', {
          phone: fresh('phone'),
          channels: [{ channel: 'zalo-oa', id: fresh('id') }],
        });
        const officers = [reached, officer('o0', { endedAt: T0 })];
        await store.union.replace({ units, officers });
        const tree = await store.union.tree();
        expect(tree).toEqual({ units, officers, version: await store.union.version() });
        await store.union.replace({ units: [unit('u9')], officers: [] });
        expect(await store.union.tree()).toMatchObject({ units: [unit('u9')], officers: [] });
        expect(await store.union.version()).toBeGreaterThan(tree.version);
      }),
    );

    test(
      'how officers are reached is not readable in the store',
      inEmpty(shared, async (store) => {
        const [phone, id] = [fresh('phone'), fresh('id')];
        const reached = officer('o1', { phone, channels: [{ channel: 'zalo-oa', id }] });
        await store.union.replace({ units: [], officers: [reached] });
        const stored = JSON.stringify(await shared.house().raw('officers'));
        expect(stored).not.toContain(phone);
        expect(stored).not.toContain(id);
      }),
    );

    test(
      'names the accounts bound to each officer, and a binding is a change',
      inEmpty(shared, async (store) => {
        await store.union.replace({ units: [unit('u1')], officers: [officer('o1'), officer('o2')] });
        const before = await store.union.version();
        const persons = [];
        for (const id of [fresh('9'), fresh('9')]) {
          const { id: person } = await store.people.ensure({ channel: 'cli', account: 'a', id });
          await store.people.bindOfficer(person, 'o1');
          persons.push(person);
        }
        const { officers, version } = await store.union.tree();
        expect(officers.map((one) => new Set(one.persons))).toEqual([new Set(persons), new Set()]);
        expect(version).toBeGreaterThan(before);
      }),
    );

    test(
      'a binding before the first import is there after it',
      inEmpty(shared, async (store) => {
        const { id } = await store.people.ensure({ channel: 'cli', account: 'a', id: fresh('9') });
        await store.people.bindOfficer(id, 'o1');
        expect(await store.union.tree()).toMatchObject({ units: [], officers: [] });
        await store.union.replace({ units: [], officers: [officer('o1')] });
        expect((await store.union.tree()).officers[0]?.persons).toEqual([id]);
      }),
    );

    test(
      'a reader sees one import or the other, never a mixture',
      inEmpty(shared, async (store) => {
        const writer = shared.other();
        const editionOf = (n: number) => ({
          units: Array.from({ length: 12 }, (_, i) => unit(`u${i}`, { name: `đợt ${n}` })),
          officers: Array.from({ length: 12 }, (_, i) => officer(`o${i}`, { name: `đợt ${n}` })),
        });
        await writer.union.replace(editionOf(0));
        let writing = true;
        const seen: string[] = [];
        const readAll = async () => {
          while (writing) {
            const { units, officers } = await store.union.tree();
            expect(units).toHaveLength(12);
            expect(officers).toHaveLength(12);
            const names = new Set([...units, ...officers].map(({ name }) => name));
            expect(names.size).toBe(1);
            seen.push(...names);
          }
        };
        const reading = readAll();
        for (let n = 1; n <= 5; n++) await writer.union.replace(editionOf(n));
        writing = false;
        await reading;
        expect(seen.length).toBeGreaterThan(0);
      }),
    );

    test(
      'of two imports at once one is told to import again, and the other stands whole',
      inEmpty(shared, async (store) => {
        const editionOf = (n: number) => ({
          units: [1, 2, 3].map((i) => unit(`u${i}`, { name: `đợt ${n}` })),
          officers: [],
        });
        const ends = await Promise.allSettled([
          store.union.replace(editionOf(1)),
          shared.other().union.replace(editionOf(2)),
        ]);
        const { units } = await store.union.tree();
        expect(units).toHaveLength(3);
        expect(new Set(units.map(({ name }) => name)).size).toBe(1);
        for (const end of ends)
          if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'conflict' });
        expect(ends.some((end) => end.status === 'fulfilled')).toBe(true);
      }),
    );

    test(
      'an import that fails half-way changes nothing',
      inEmpty(shared, async (store) => {
        await store.union.replace({ units: [unit('u1')], officers: [] });
        const before = await store.union.tree();
        const twice = { units: [unit('u1'), unit('u2'), unit('u1')], officers: [] };
        await expect(store.union.replace(twice)).rejects.toMatchObject({ code: 'invalid' });
        expect(await store.union.tree()).toEqual(before);
        // What it left is cleared by later imports.
        for (const code of ['u3', 'u4', 'u5'])
          await store.union.replace({ units: [unit(code)], officers: [] });
        expect((await shared.house().raw('units')).map(({ unit }) => (unit as Unit).code)).toEqual([
          'u4',
          'u5',
        ]);
      }),
    );
  });
}
