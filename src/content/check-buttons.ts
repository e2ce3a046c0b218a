import { fold } from './fold.ts';
import { type Library, servedBy } from './library.ts';
import { fill, placeholdersOf } from './parse-wording.ts';
import type { Problem } from './problem.ts';
import { phrasesOf } from './programmes.ts';
import type { IntentFile } from './read-intents.ts';

const WORDING = 'content/wording.yaml';

/** What can always be typed: `dialogue` knows. */
export type IsCommand = (say: string) => boolean;

/** Every button says something the bot understands, and no two answers are asked for by one phrase. */
export function checkButtons(
  library: Library,
  intents: readonly IntentFile[],
  isCommand: IsCommand,
): Problem[] {
  const asks = new Map<string, string>();
  const twins = [...library.answers.values()].flatMap((answer) =>
    answer.asks.flatMap((phrase, index) => {
      const owner = asks.get(fold(phrase));
      asks.set(fold(phrase), answer.id);
      return owner === undefined
        ? []
        : [
            {
              file: answer.file,
              line: answer.lineOf(['asks', index]),
              message: `"${phrase}" already asks for ${owner}`,
            },
          ];
    }),
  );
  const begun = new Set([
    ...[...library.calculators.values()].flatMap((one) => one.asks.map(fold)),
    ...[...library.programmes.values()].flatMap((one) => phrasesOf(one).map(fold)),
  ]);
  const leads = (say: string) => isCommand(say) || asks.has(fold(say)) || begun.has(fold(say));
  return [...twins, ...deadInAnswers(library, leads), ...deadInWording(library, intents, leads)];
}

function deadInAnswers(library: Library, leads: (say: string) => boolean): Problem[] {
  return servedBy(library).flatMap((answer) => {
    const { onHoliday, file } = answer;
    const dead = answer.choices.flatMap(({ say }, index) =>
      leads(say)
        ? []
        : [{ file, line: answer.lineOf(['choices', index]), message: `the button "${say}" leads nowhere` }],
    );
    const lost =
      onHoliday === undefined || library.answers.has(onHoliday)
        ? []
        : [{ file, line: answer.lineOf(['onHoliday']), message: `no answer is called ${onHoliday}` }];
    return [...dead, ...lost];
  });
}

/** A flow's own questions are answered inside the flow; elsewhere an example of an intent will do as well. */
function deadInWording(
  library: Library,
  intents: readonly IntentFile[],
  leads: (say: string) => boolean,
): Problem[] {
  const examples = new Set(intents.flatMap(({ intent }) => intent.examples.map(fold)));
  const asked = new Set(
    [...library.flows.values()].flatMap(({ flow: { opens, steps } }) => [
      opens,
      ...steps.map(({ ask }) => ask),
    ]),
  );
  // A placeholder nobody declared is told elsewhere.
  const known = library.wording.placeholders;
  const asShown = (say: string) =>
    placeholdersOf(say).every((name) => known.has(name))
      ? fill(say, Object.fromEntries(known), WORDING)
      : say;
  return [...library.wording.entries].flatMap(([id, { choices }]) =>
    asked.has(id)
      ? []
      : choices.flatMap(({ say }, index) =>
          leads(asShown(say)) || examples.has(fold(say))
            ? []
            : [
                {
                  file: WORDING,
                  line: library.lineOf(WORDING, [id, 'choices', index]),
                  message: `${id}: the button "${say}" leads nowhere`,
                },
              ],
        ),
  );
}
