import { fresh, inEmpty, type Shared } from './house.ts';
import { later } from './samples.ts';

const addressOf = (id: string) => ({ channel: 'zalo-oa' as const, account: 'oa', id });

export function describePeople(shared: Shared): void {
  describe('people', () => {
    const { store, other, house } = shared;

    test('somebody who was met is known by their id, somebody never met is read, nobody is null', async () => {
      const person = await store().people.ensure({ channel: 'zalo-oa', account: 'oa', id: fresh('known') });
      expect(await store().people.known(person.id)).toEqual(person);
      expect(await store().people.known(fresh('nobody'))).toBeNull();
    });

    test('who was erased is remembered by nobody, and is somebody new when they write again', async () => {
      const address = addressOf(fresh('9'));
      const neighbour = await store().people.ensure(addressOf(fresh('9')));
      const { id } = await store().people.ensure(address);
      // Met by both processes, by the word they wrote and by their id.
      expect((await other().people.ensure(address)).id).toBe(id);
      expect((await other().people.known(id))?.address).toEqual(address);
      expect(await store().people.erase(id)).toBe(true);
      expect(await store().people.erase(id)).toBe(false);
      expect(await store().people.known(id)).toBeNull();
      expect(await store().people.get(id)).toBeNull();
      house().setNow(new Date(Date.now() + 5_001));
      expect(await other().people.known(id)).toBeNull();
      expect(await other().people.find(address)).toBeNull();
      const again = await other().people.ensure(address);
      expect(again.id).not.toBe(id);
      expect((await store().people.ensure(address)).id).toBe(again.id);
      expect(await store().people.known(neighbour.id)).toEqual(neighbour);
      house().setNow(null);
    });

    test('get a random id at their first word and keep it', async () => {
      const address = addressOf(fresh('9'));
      const person = await store().people.ensure(address);
      expect(person.address).toEqual(address);
      expect(await store().people.ensure(address)).toEqual(person);
      expect(await store().people.find(address)).toEqual({ ...person, officer: null });
      expect(await store().people.get(person.id)).toEqual({ ...person, officer: null });
      expect(person.id).not.toContain(address.id);
    });

    test('who never wrote is nobody', async () => {
      expect(await store().people.find(addressOf(fresh('9')))).toBeNull();
      expect(await store().people.get(fresh('nobody'))).toBeNull();
    });

    test('one address is one person, however many see them first', async () => {
      const address = addressOf(fresh('9'));
      const seen = await Promise.all(
        Array.from({ length: 20 }, (_, i) => (i % 2 ? store() : other()).people.ensure(address)),
      );
      expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
    });

    test('channel, account and id together tell people apart', async () => {
      const id = fresh('9');
      const addresses = [
        { channel: 'zalo-oa', account: 'a', id },
        { channel: 'zalo-oa', account: 'b', id },
        { channel: 'messenger', account: 'a', id },
        { channel: 'messenger', account: 'a', id: `${id}1` },
      ] as const;
      const people = await Promise.all(addresses.map((address) => store().people.ensure(address)));
      expect(new Set(people.map((person) => person.id)).size).toBe(4);
    });

    test('who they are is not readable in the store', async () => {
      const id = fresh('9');
      await store().people.ensure(addressOf(id));
      expect(JSON.stringify(await house().raw('people'))).not.toContain(id);
    });

    test('an officer bound by another process is seen at once', async () => {
      const address = addressOf(fresh('9'));
      const officer = fresh('o');
      const { id } = await store().people.ensure(address);
      await other().people.bindOfficer(id, officer);
      expect((await store().people.get(id))?.officer).toBe(officer);
      expect((await store().people.find(address))?.officer).toBe(officer);
      expect((await store().people.ensure(address)).id).toBe(id);
    });

    test(
      "an officer's accounts, the newest last; and everybody who is an officer",
      inEmpty(shared, async (own) => {
        const bound: string[] = [];
        for (const [i, officer] of ['o1', 'o2', 'o1'].entries()) {
          const { id } = await own.people.ensure(addressOf(fresh('9')));
          house().setNow(later(10 - i));
          await own.people.bindOfficer(id, officer);
          bound.push(id);
        }
        house().setNow(null);
        await own.people.ensure(addressOf(fresh('9')));
        const ids = (people: { id: string }[]) => people.map(({ id }) => id);
        expect(ids(await own.people.ofOfficer('o1'))).toEqual([bound[2], bound[0]]);
        expect(ids(await own.people.officers())).toEqual([bound[2], bound[1], bound[0]]);
        expect(await own.people.ofOfficer('nobody')).toEqual([]);
      }),
    );

    test('a person who is not there cannot be bound', async () => {
      await expect(store().people.bindOfficer(fresh('nobody'), 'o1')).rejects.toMatchObject({
        code: 'not_found',
      });
    });
  });
}
