import type { Calendar } from '../model/calendar.ts';
import type { Case, CaseEvent } from '../model/case.ts';
import type { OfficersNow } from '../union/officers-now.ts';
import { othersOf } from '../union/route.ts';
import { handedTo } from './case-clock.ts';
import { heldOf, isUntold } from './may-have.ts';
import { type TellDeps, tellPerson } from './tell-person.ts';

type UntoldDeps = TellDeps & { calendar: Calendar; officers(): Promise<OfficersNow> };

/** The oldest new cases: those that nobody was told of are among them, as nothing moves them on. */
const MOST = 200;
/** What can have left a case with nobody. */
const HANDED: CaseEvent['what'][] = ['opened', 'transferred', 'excluded', 'escalated', 'reopened'];

/**
 * Cases that nobody could be told of stay with the unit the worker was told of; as soon as somebody there can be reached they get
 * their card, and the clock begins. The cards come first, so that what a crash leaves in between is found again.
 */
export async function tellUntold(deps: UntoldDeps): Promise<void> {
  const cases = (await deps.store.cases.list({ status: 'new' }, null, MOST)).filter(isUntold);
  if (cases.length === 0) return;
  const now = await deps.officers();
  for (const one of cases) await tell(deps, one, now);
}

async function tell(deps: UntoldDeps, one: Case, { union, ...now }: OfficersNow): Promise<void> {
  const { store, world, calendar } = deps;
  // Danger waits for somebody whose phone rings.
  const reach = one.kind === 'emergency' ? now.onPlatform : now.reach;
  const { unit, level, officers } = othersOf(union, heldOf(one), null, reach);
  if (officers.length === 0) return;
  const time = one.history.filter(({ what }) => HANDED.includes(what)).length;
  const why = one.kind === 'emergency' ? 'emergency' : 'new';
  // Woken only once the clock runs, so that the card says until when.
  const asleep = { ...deps, wake: () => {} };
  for (const { person } of officers)
    await tellPerson(asleep, `case:${one.code}:found:${time}:${person}`, person, {
      what: 'card',
      code: one.code,
      why,
    });
  const at = world.now();
  const holding = {
    unit,
    level,
    told: officers.map(({ code }) => code),
    acceptDue: calendar.acceptDue(one.urgency, at).toISOString(),
    unreachable: false,
  };
  const set = handedTo(one, holding, { now: at, calendar });
  await store.cases.move(one.code, `found:${time}`, { from: ['new'], holders: [null] }, { set });
  for (const { person } of officers) deps.wake(person);
}
