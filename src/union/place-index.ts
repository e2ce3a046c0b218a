import { alike } from './alike.ts';
import { groupBy } from './group-by.ts';
import type { NamedPlace } from './named-places.ts';
import type { Word } from './words.ts';

export type PlaceIndex = {
  /** Places with a word in their name that this one may be: the same letters, else nearly the same. */
  having(written: Word): readonly NamedPlace[];
};

/** Slips reach this far in length, see `alike`. */
const REACH = 2;
const LEAST_FUZZY = 4;

export function indexPlaces(places: readonly NamedPlace[]): PlaceIndex {
  const named = places.flatMap((place) => place.words.map((word) => ({ place, word })));
  const byPlain = groupBy(named, ({ word }) => word.plain);
  const distinct = [...byPlain.values()].flatMap(([first]) => (first ? [first.word] : []));
  const byLength = groupBy(distinct, ({ plain }) => plain.length);

  function near(written: Word): typeof named {
    const { length } = written.plain;
    if (length < LEAST_FUZZY) return [];
    const lengths = Array.from({ length: 2 * REACH + 1 }, (_, n) => length - REACH + n);
    return lengths
      .flatMap((one) => byLength.get(one) ?? [])
      .filter((word) => alike(written, word) > 0)
      .flatMap(({ plain }) => byPlain.get(plain) ?? []);
  }

  return {
    having: (written) => [
      ...new Set((byPlain.get(written.plain) ?? near(written)).map(({ place }) => place)),
    ],
  };
}
