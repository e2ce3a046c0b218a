import { AppError } from '../errors.ts';
import type { Calendar } from '../model/calendar.ts';
import type { Case, Move } from '../model/case.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { prepareMove } from './prepare-move.ts';

type MoveDeps = { store: Pick<Store, 'cases'>; calendar: Calendar; world: World };

/** Does one move under its id, or records that it was refused; run again it changes nothing and gives the same. The case as it then is. */
export async function moveCase(
  { store, calendar, world }: MoveDeps,
  code: string,
  move: Move,
  id: string,
): Promise<{ outcome: 'done' | 'refused'; case: Case }> {
  for (;;) {
    const found = await store.cases.get(code);
    if (!found) throw new AppError('not_found', `case ${code}`);
    const { match, patch } = prepareMove(found, move, world.now(), calendar);
    await world.step('effect');
    const moved = await store.cases.move(code, id, match, patch);
    if (moved === 'done') return { outcome: 'done', case: (await store.cases.get(code)) ?? found };
    if (moved === 'refused') return { outcome: 'refused', case: found };
    // It is in another state: record that under the id too, then look again, as the state may have come back meanwhile.
    await world.step('refuse');
    await store.cases.refuse(code, id, match);
  }
}
