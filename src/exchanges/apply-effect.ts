import { moveCase } from '../cases/move-case.ts';
import { tellPerson } from '../cases/tell-person.ts';
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
        return move(effect.code, effect.move, id);
      case 'tell':
        return tell(effect, id, before);
      case 'bind-officer':
        return bindOfficer(from, effect.linkCode, id);
      case 'keep-wish':
        return keepWish(from, effect.programme);
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

  async function move(code: string, what: Move, id: string): Promise<EffectResult> {
    const moved = await moveCase(deps, code, what, id);
    return { outcome: moved.outcome, facts: factsOf(moved.case) };
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

  async function keepWish(from: Exchange, programme: string): Promise<EffectResult> {
    await world.step('effect');
    await store.wishes.keep({ programme, person: from.person, at: from.processed?.at ?? world.now() });
    return { outcome: 'done', facts: {} };
  }

  function factsOf(one: Case): Record<string, string> {
    const due = one.clock ? calendar.moment(one.clock.due, world.now()) : '';
    return { code: one.code, due };
  }
}

/** The code of the case that an earlier effect of the same turn opened. */
const withCode = (told: Told, code: string | null): Told =>
  code !== null && 'code' in told ? { ...told, code } : told;
