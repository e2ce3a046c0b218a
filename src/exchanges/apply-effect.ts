import { prepareMove } from '../cases/prepare-move.ts';
import { tellPerson } from '../cases/tell-person.ts';
import { AppError } from '../errors.ts';
import type { Calendar } from '../model/calendar.ts';
import type { Case, Move } from '../model/case.ts';
import type { Effect, EffectResult, Exchange, Told } from '../model/exchange.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';

type EffectDeps = {
  store: Store;
  calendar: Calendar;
  world: World;
  /** Somebody has a turn of their own now. */
  wake(person: string): void;
};

/** Runs one effect; run again it changes nothing and gives the same result. `before`: results of the effects before it. */
export type ApplyEffect = (
  from: Exchange,
  effect: Effect,
  id: string,
  before: EffectResult[],
) => Promise<EffectResult>;

export function createEffectApplier(deps: EffectDeps): ApplyEffect {
  const { store, calendar, world } = deps;

  return async (from, effect, id, before) => {
    switch (effect.do) {
      case 'open-case':
        return openCase(from, effect, id);
      case 'move-case':
        return moveCase(effect.code, effect.move, id);
      case 'tell':
        return tell(effect, id, before);
      case 'bind-officer':
        return bindOfficer(from, effect.linkCode, id);
    }
  };

  async function openCase(
    from: Exchange,
    { draft }: Effect & { do: 'open-case' },
    id: string,
  ): Promise<EffectResult> {
    await world.step('effect');
    const { person, channel, key } = from;
    const opened = await store.cases.open(id, draft, {
      person,
      channel,
      exchange: key,
      at: from.processed?.at ?? world.now(),
    });
    return { outcome: 'done', facts: factsOf(opened) };
  }

  async function moveCase(code: string, move: Move, id: string): Promise<EffectResult> {
    for (;;) {
      const found = await store.cases.get(code);
      if (!found) throw new AppError('not_found', `case ${code}`);
      const now = world.now();
      const { match, patch } = prepareMove(found, move, now, calendar);
      await world.step('effect');
      const moved = await store.cases.move(code, id, match, patch);
      if (moved === 'done')
        return {
          outcome: 'done',
          facts: factsOf((await store.cases.get(code)) ?? found),
        };
      if (moved === 'refused') return { outcome: 'refused', facts: factsOf(found) };
      // It is in another state: record that under the id too, then look again, as the state may have come back meanwhile.
      await world.step('refuse');
      await store.cases.refuse(code, id, match);
    }
  }

  async function tell(
    effect: Effect & { do: 'tell' },
    id: string,
    before: EffectResult[],
  ): Promise<EffectResult> {
    const source = effect.of === null ? undefined : before[effect.of - 1];
    if (source && source.outcome !== 'done') return { outcome: source.outcome, facts: {} };
    const told = withCode(effect.told, source?.facts.code ?? null);
    await world.step('effect');
    await tellPerson(deps, `${id}/to/${effect.person}`, effect.person, told);
    return { outcome: 'done', facts: {} };
  }

  async function bindOfficer(from: Exchange, linkCode: string, id: string): Promise<EffectResult> {
    await world.step('effect');
    const officer = await store.linkCodes.use(linkCode, id, world.now());
    if (!officer) return { outcome: 'refused', facts: {} };
    await store.people.bindOfficer(from.person, officer);
    return { outcome: 'done', facts: { officer } };
  }

  function factsOf(one: Case): Record<string, string> {
    const due = one.clock ? calendar.moment(one.clock.due, world.now()) : '';
    return { code: one.code, due };
  }
}

/** The code of the case that an earlier effect of the same turn opened. */
const withCode = (told: Told, code: string | null): Told =>
  code !== null && 'code' in told ? { ...told, code } : told;
