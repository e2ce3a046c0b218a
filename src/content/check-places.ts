import { fold } from './fold.ts';
import type { Library } from './library.ts';
import type { Problem } from './problem.ts';

const FILE = 'content/places.yaml';

/** Zones name places that exist, and no name or alias means two of them. */
export function checkPlaces({ places, lineOf }: Library): Problem[] {
  const names = new Set(places.places.map(({ name }) => name));
  const strangers = places.zones.flatMap((zones, index) =>
    zones.zone3.flatMap((name, at) =>
      names.has(name)
        ? []
        : [
            {
              file: FILE,
              line: lineOf(FILE, ['zones', index, 'zone3', at]),
              message: `"${name}" is not among the places`,
            },
          ],
    ),
  );
  const owners = new Map<string, string>();
  const twins = places.places.flatMap(({ name, aliases }, index) =>
    [name, ...aliases].flatMap((written) => {
      const owner = owners.get(fold(written));
      owners.set(fold(written), name);
      return owner === undefined
        ? []
        : [
            {
              file: FILE,
              line: lineOf(FILE, ['places', index]),
              message: `"${written}" already means ${owner}`,
            },
          ];
    }),
  );
  return [...strangers, ...twins];
}
