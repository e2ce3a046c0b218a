import type { Officer, Unit } from '../../../src/model/union.ts';
import { fresh, given, inEmpty, type Shared, trues } from './house.ts';
import { later, T0 } from './samples.ts';

export function describeSmallNouns(shared: Shared): void {
  describe('leases', () => {
    const { store, other } = shared;

    test('are held by one until they run out', async () => {
      const name = fresh('in');
      const { leases } = store();
      expect(await leases.take(name, 'a', later(20), T0)).toBe(true);
      expect(await leases.take(name, 'b', later(30), later(10))).toBe(false);
      expect(await leases.take(name, 'b', later(40), later(20))).toBe(false);
      expect(await leases.take(name, 'b', later(40), later(21))).toBe(true);
      expect(await leases.renew(name, 'a', later(90))).toBe(false);
    });

    test('may be taken again and renewed by their holder', async () => {
      const name = fresh('in');
      const { leases } = store();
      await leases.take(name, 'a', later(20), T0);
      expect(await leases.take(name, 'a', later(30), later(10))).toBe(true);
      expect(await leases.renew(name, 'a', later(50))).toBe(true);
      expect(await leases.take(name, 'b', later(90), later(45))).toBe(false);
    });

    test('are free once released, by their holder alone', async () => {
      const name = fresh('in');
      const { leases } = store();
      await leases.take(name, 'a', later(20), T0);
      await leases.release(name, 'b');
      expect(await leases.take(name, 'b', later(20), T0)).toBe(false);
      await leases.release(name, 'a');
      expect(await leases.renew(name, 'a', later(30))).toBe(false);
      expect(await leases.take(name, 'b', later(20), T0)).toBe(true);
      await leases.release(fresh('nothing'), 'a');
    });

    test('go to exactly one of many who ask at once, each time', async () => {
      const rounds = shared.many / 40;
      for (let round = 0; round < rounds; round++) {
        const name = fresh('in');
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, i) =>
            (i % 2 ? store() : other()).leases.take(name, `h${i}`, later(20), T0),
          ),
        );
        expect(trues(answers)).toBe(1);
        // One that ran out is taken over by one, too.
        const again = await Promise.all(
          Array.from({ length: 20 }, (_, i) =>
            (i % 2 ? store() : other()).leases.take(name, `n${i}`, later(90), later(50)),
          ),
        );
        expect(trues(again)).toBe(1);
      }
    });
  });

  describe('what platforms took', () => {
    const { store } = shared;
    const entry = () => ({
      id: `zalo-oa:oa:${fresh('m')}`,
      exchange: fresh('x'),
      n: 2,
      person: 'p',
      case: null,
      at: T0,
    });

    test('is found by its id and by its reply', async () => {
      const one = entry();
      await store().sent.put(one);
      const { id, at: _, ...rest } = one;
      expect(await store().sent.get(id)).toEqual(rest);
      expect(await store().sent.ofReply(one.exchange, 2)).toBe(id.slice('zalo-oa:oa:'.length));
      expect(await store().sent.ofReply(one.exchange, 1)).toBeNull();
      expect(await store().sent.get(fresh('m'))).toBeNull();
    });

    test('stands as it was first told', async () => {
      const one = { ...entry(), case: 'K7-4F2' };
      await Promise.all([1, 2, 3].map(() => store().sent.put(one)));
      await store().sent.put({ ...one, exchange: fresh('x') });
      expect(await store().sent.get(one.id)).toMatchObject({ exchange: one.exchange, case: 'K7-4F2' });
    });

    test("a platform's id may have colons", async () => {
      const one = { ...entry(), id: `messenger:page:m_${fresh('a')}:b:c` };
      await store().sent.put(one);
      expect(await store().sent.ofReply(one.exchange, 2)).toBe(one.id.slice('messenger:page:'.length));
    });
  });

  describe('the vault', () => {
    const { store, other, house } = shared;

    test('keeps the newest value, sealed', async () => {
      const [first, second] = [fresh('token'), fresh('token')];
      expect(await store().vault.get('zalo')).toBeNull();
      await store().vault.put('zalo', first);
      await store().vault.put('zalo', second);
      expect(await store().vault.get('zalo')).toBe(second);
      expect(await other().vault.get('zalo')).toBe(second);
      const stored = JSON.stringify(await house().raw('secrets'));
      expect(stored).not.toContain(first);
      expect(stored).not.toContain(second);
    });

    test('gives nothing when a value was moved to another name', async () => {
      await store().vault.put('one', 'ví dụ');
      await store().vault.put('two', 'ví dụ');
      const { sealed } = given((await house().raw('secrets')).find(({ _id }) => _id === 'one'));
      const secrets = (await house().behind()).connection.collection<{ _id: string }>('secrets');
      await secrets.updateOne({ _id: 'two' }, { $set: { sealed } });
      await expect(store().vault.get('two')).rejects.toMatchObject({ code: 'invalid' });
    });

    test('put by many at once it holds one of the values', async () => {
      const values = Array.from({ length: 10 }, () => fresh('token'));
      const name = fresh('name');
      await Promise.all(values.map((value) => store().vault.put(name, value)));
      expect(values).toContain(await store().vault.get(name));
    });
  });

  describe('link codes', () => {
    const { store, other, house } = shared;

    test('bind once, and the same effect as often as it runs', async () => {
      const code = fresh('code');
      await store().linkCodes.create(code, 'o1', later(1000));
      expect(await store().linkCodes.use(code, 'e1', later(999))).toBe('o1');
      expect(await other().linkCodes.use(code, 'e1', later(5000))).toBe('o1');
      expect(await other().linkCodes.use(code, 'e2', later(1))).toBeNull();
    });

    test('used by many at once they bind one', async () => {
      const code = fresh('code');
      await store().linkCodes.create(code, 'o1', later(1000));
      const used = await Promise.all(
        Array.from({ length: 10 }, (_, i) => store().linkCodes.use(code, `e${i}`, T0)),
      );
      expect(used.filter((officer) => officer === 'o1')).toHaveLength(1);
    });

    test('expire, and unknown ones bind nobody', async () => {
      const code = fresh('code');
      await store().linkCodes.create(code, 'o1', later(1000));
      expect(await store().linkCodes.use(code, 'e1', later(1000))).toBeNull();
      expect(await store().linkCodes.use(fresh('code'), 'e1', T0)).toBeNull();
    });

    test('are not readable in the store, and not given out twice', async () => {
      const code = fresh('code');
      await store().linkCodes.create(code, 'o1', later(1000));
      expect(JSON.stringify(await house().raw('link-codes'))).not.toContain(code);
      await expect(store().linkCodes.create(code, 'o2', later(1000))).rejects.toMatchObject({
        code: 'conflict',
      });
    });
  });
}

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
