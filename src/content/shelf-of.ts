import { AppError } from '../errors.ts';
import { type Library, MORE, REVIEWING } from './library.ts';
import { createPlaceFinder } from './places.ts';
import type { Shelf } from './render-answer.ts';

/** What answers are rendered from, out of all that was read. */
export function shelfOf(library: Library): Shelf {
  const { figures, laws, places, holidays, wording } = library;
  const more = wording.entries.get(MORE)?.choices[0];
  return {
    figures,
    laws,
    places,
    findPlace: createPlaceFinder(places),
    holidays,
    moreButton: more === undefined ? null : { title: more.title, say: more.say },
    reviewing: () => {
      const { text, choices } = reviewingIn(library);
      return { text, choices };
    },
  };
}

function reviewingIn({ wording }: Library) {
  const entry = wording.entries.get(REVIEWING);
  if (entry === undefined) throw new AppError('not_found', `content has no wording "${REVIEWING}"`);
  return entry;
}
