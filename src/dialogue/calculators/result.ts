import { CALCULATORS } from '../../calculators/calculators.ts';
import { dayOf } from '../../content/day.ts';
import type { KnownCalculator } from '../../model/content.ts';
import { bubble, lines } from '../drafts.ts';
import type { Slots } from '../flow.ts';
import type { Said, Scene } from '../scene.ts';

/** Slot of the day that the facts are about; without it they are about today. */
export const ON = 'on';
/** Slot of the steps that were answered with "không biết". */
export const ASSUMED = 'assumed';

/** Everything is known: what came out, how, what was assumed, and where it stands. */
export function showResult(
  scene: Scene,
  calculator: KnownCalculator,
  slots: Slots,
  note: string | null,
): Said {
  const { content, facts } = scene;
  const { name, topic } = calculator;
  const desk = CALCULATORS.get(name);
  if (!desk) throw new Error(`no calculator is called ${name}`);
  const on = slots[ON];
  const day = typeof on === 'string' && on !== '' ? on : dayOf(facts.now);
  const outcome = desk.run(factsOf(scene, calculator, slots), { day, law: content.law });
  // Slots of a calculator that has changed since they were filled: said honestly, and begun anew the next time.
  const calculation = outcome.ok ? outcome.calculation : null;
  const assumed = Array.isArray(slots[ASSUMED]) ? slots[ASSUMED] : [];
  const answer = content.calculated(name, { calculation, day, assumed });
  const bubbles = answer.bubbles.map((text, at) =>
    bubble(at === 0 ? lines(note, text) : text, at === answer.bubbles.length - 1 ? answer.choices : []),
  );
  return {
    outcome: 'answer',
    as: aboutOf(scene, topic),
    answer,
    replies: bubbles,
    after: { place: null, slots: {}, more: null },
  };
}

/** What was understood, where it is about the calculator's topic. */
export const aboutOf = ({ understood }: Scene, topic: string) => ({
  intent: understood.topic === topic ? understood.intent : topic,
  topic,
});

/** The slots as the calculator reads them; what nobody needed to be asked is what it stands for when unknown, or absent. */
function factsOf({ content }: Scene, { name }: KnownCalculator, slots: Slots): Record<string, unknown> {
  const told = content.flow(name).steps.flatMap(({ fills, unknown }) =>
    fills
      .filter((slot) => slot !== ON)
      .map((slot): [string, unknown] => {
        const value = slots[slot];
        return [slot, value === undefined || value === null || value === '' ? (unknown ?? null) : value];
      }),
  );
  return Object.fromEntries(told);
}
