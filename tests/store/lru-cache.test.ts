import * as fc from 'fast-check';
import { createLruCache } from '../../src/store/lru-cache.ts';

test('forgets the entry that was not used for longest', () => {
  const cache = createLruCache<number>(2);
  cache.set('a', 1);
  cache.set('b', 2);
  expect(cache.get('a')).toBe(1);
  cache.set('c', 3);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
});

test('knows the last values of the keys used last, and no more', () => {
  const steps = fc.array(fc.tuple(fc.constantFrom(...'abcdef'), fc.boolean()));
  void fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), steps, (size, uses) => {
      const cache = createLruCache<number>(size);
      // The plain way: a list of pairs, the one used last at the end.
      let kept: [string, number][] = [];
      for (const [i, [key, isSet]] of uses.entries()) {
        const known = kept.find(([name]) => name === key);
        if (!isSet) expect(cache.get(key)).toBe(known?.[1]);
        else cache.set(key, i);
        const value = isSet ? i : known?.[1];
        if (value !== undefined)
          kept = [...kept.filter(([name]) => name !== key), [key, value] as [string, number]].slice(-size);
      }
      for (const [key, value] of kept) expect(cache.get(key)).toBe(value);
    }),
  );
});
