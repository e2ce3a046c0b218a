import { within } from './day.ts';
import { fold } from './fold.ts';
import type { Places } from './shapes.ts';

export type FoundPlace = { name: string; zone: 3 | 4 };

/**
 * The place that a raw mention of an area means, and its zone of the minimum wage on a day. Null when no place of the province
 * is named, when those that are named lie in different zones, or when we do not know the zones of that day.
 */
export function findPlace(places: Places, area: string | null, day: string): FoundPlace | null {
  const span = places.zones.find((zones) => within(day, zones));
  if (area === null || span === undefined) return null;
  const text = ` ${fold(area)} `.replace(/ p /g, ' phuong ').replace(/ x /g, ' xa ');
  const named = longest(
    places.places.flatMap((place) =>
      namesOf(place)
        .filter((name) => text.includes(` ${name} `))
        .map((name) => ({ place, name })),
    ),
  );
  const zones = new Set(named.map(({ place }) => zoneIn(span, place.name)));
  const [first] = named;
  const [zone] = zones;
  if (first === undefined || zone === undefined || zones.size > 1) return null;
  return { name: first.place.name, zone };
}

const zoneIn = (span: Places['zones'][number], name: string): 3 | 4 =>
  span.zone3.includes(name) ? 3 : span.rest;

/** Folded ways to write a place: with its kind ("phuong …"), without it unless that means something else, and its aliases. */
function namesOf(place: Places['places'][number]): string[] {
  const full = fold(place.name);
  const bare = place.needsKind ? [] : [full.replace(/^(phuong|xa) /, '')];
  return [full, ...bare, ...place.aliases.map(fold)];
}

/** Drops names that are only a part of a longer one that was found ("Tuy Hòa" in "Tuy Hòa Nam"). */
function longest<T extends { name: string }>(found: T[]): T[] {
  return found.filter(
    ({ name }) => !found.some((other) => other.name !== name && ` ${other.name} `.includes(` ${name} `)),
  );
}
