import { checkBefore } from './answer-of-day.ts';
import { checkButtons, type IsCommand } from './check-buttons.ts';
import { checkCalculators } from './check-calculators.ts';
import { checkFigures } from './check-figures.ts';
import { checkLaws } from './check-laws.ts';
import { checkPlaces } from './check-places.ts';
import { checkProgrammes } from './check-programmes.ts';
import { checkProse } from './check-prose.ts';
import { checkReach } from './check-reach.ts';
import { checkRendered } from './check-rendered.ts';
import { checkRumours } from './check-rumours.ts';
import { checkShape } from './check-shape.ts';
import { checkWording } from './check-wording.ts';
import { checkFresh } from './due-content.ts';
import type { Library } from './library.ts';
import type { Problem } from './problem.ts';
import type { IntentFile } from './read-intents.ts';

/** All that is wrong with what we say, as of a day; empty when it may be served. */
export function checkContent(
  library: Library,
  intents: readonly IntentFile[],
  { today, isCommand }: { today: string; isCommand: IsCommand },
): Problem[] {
  const found = [
    ...library.problems,
    ...checkLaws(library, today),
    ...checkBefore(library),
    ...checkFigures(library),
    ...checkPlaces(library),
    ...checkProse(library),
    ...checkWording(library),
    ...checkButtons(library, intents, isCommand),
    ...checkCalculators(library, isCommand),
    ...checkProgrammes(library, today),
    ...checkReach(library, intents),
    ...checkRumours(library),
    ...checkRendered(library, today),
    ...checkShape(library, today),
    ...checkFresh(library, today),
  ];
  return found.sort((a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line);
}
