import { fresh, type Shared } from './house.ts';
import { later, T0 } from './samples.ts';

export function describeWishes(shared: Shared): void {
  describe('wishes to be told', () => {
    const { store, other } = shared;

    test('are kept once, by any process, and are open in the order of their ids', async () => {
      const programme = fresh('tet');
      const people = [fresh('p'), fresh('p'), fresh('p')].sort();
      for (const person of people)
        await Promise.all([store(), other()].map(({ wishes }) => wishes.keep({ programme, person, at: T0 })));
      const open = await other().wishes.open(programme, null, 10);
      expect(open).toEqual(
        people.map((person) => ({ id: `${programme}:${person}`, programme, person, at: T0 })),
      );
      const [first] = open;
      expect(await store().wishes.open(programme, first?.id ?? '', 10)).toEqual(open.slice(1));
      expect(await store().wishes.open(programme, null, 2)).toEqual(open.slice(0, 2));
      expect(await store().wishes.open(fresh('mai-am'), null, 10)).toEqual([]);
    });

    test('are open no more once they were answered, also when somebody asks again', async () => {
      const [programme, person] = [fresh('tet'), fresh('p')];
      await store().wishes.keep({ programme, person, at: T0 });
      await other().wishes.answered(`${programme}:${person}`, later(5));
      await other().wishes.answered(`${programme}:${person}`, later(9));
      await store().wishes.keep({ programme, person, at: later(10) });
      expect(await store().wishes.open(programme, null, 10)).toEqual([]);
    });

    test('go with the person who is erased', async () => {
      const programme = fresh('tet');
      const address = { channel: 'zalo-oa', account: '1', id: fresh('9') } as const;
      const { id: person } = await store().people.ensure(address);
      await store().wishes.keep({ programme, person, at: T0 });
      await store().wishes.keep({ programme, person: 'neighbour', at: T0 });
      await other().people.erase(person);
      const left = await store().wishes.open(programme, null, 10);
      expect(left.map((wish) => wish.person)).toEqual(['neighbour']);
    });
  });
}
