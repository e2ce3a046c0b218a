import { within } from './day.ts';
import { fold } from './fold.ts';
import type { Places } from './shapes.ts';

export type FoundPlace = { name: string; zone: 3 | 4 };

/**
 * Finds the place that a raw mention of an area means, and its zone of the minimum wage on a day. Null when no place of the
 * province is named, when those that are named lie in different zones, or when we do not know the zones of that day.
 */
export type FindPlace = (area: string | null, day: string) => FoundPlace | null;

export function createPlaceFinder(places: Places): FindPlace {
  const names = places.places.flatMap((place) =>
    namesOf(place).map((written) => ({ place: place.name, written })),
  );
  return (area, day) => {
    const span = places.zones.find((zones) => within(day, zones));
    if (area === null || span === undefined) return null;
    const text = ` ${fold(area)} `.replace(/ p /g, ' phuong ').replace(/ x /g, ' xa ');
    const named = longest(names.filter(({ written }) => text.includes(` ${written} `)));
    const zones = new Set(named.map(({ place }) => (span.zone3.includes(place) ? 3 : span.rest)));
    const [first] = named;
    const [zone] = zones;
    if (first === undefined || zone === undefined || zones.size > 1) return null;
    return { name: first.place, zone };
  };
}

/** Folded ways to write a place: with its kind ("phuong …"), without it unless that means something else, and its aliases. */
function namesOf(place: Places['places'][number]): string[] {
  const full = fold(place.name);
  const bare = place.needsKind ? [] : [full.replace(/^(phuong|xa) /, '')];
  return [full, ...bare, ...place.aliases.map(fold)];
}

/** Drops names that are only a part of a longer one that was found ("Krông Á" in "Krông Á Đông"). */
const longest = <T extends { written: string }>(found: T[]): T[] =>
  found.filter(
    ({ written }) =>
      !found.some((other) => other.written !== written && ` ${other.written} `.includes(` ${written} `)),
  );
