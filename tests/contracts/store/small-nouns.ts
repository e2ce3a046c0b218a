import { fresh, given, type Shared, trues } from './house.ts';
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
