import { tellPerson } from '../cases/tell-person.ts';
import type { Calendar } from '../model/calendar.ts';
import type { CaseDraft, Exchange } from '../model/exchange.ts';
import type { Store } from '../store/store.ts';
import type { OfficersNow } from '../union/officers-now.ts';
import { destinationOf } from '../union/route.ts';
import type { World } from '../world.ts';
import type { Troubles } from './troubles.ts';

type HandOverDeps = {
  store: Store;
  calendar: Calendar;
  officers(): Promise<OfficersNow>;
  world: World;
  wake(person: string): void;
  troubles: Pick<Troubles, 'close'>;
};

/**
 * Gives what the bot could not take to an officer: a case of its own with the person's words, whose officers get a card. Done again
 * it is the same case. Its code; null when this exchange is not parked.
 */
export async function handOver(deps: HandOverDeps, key: string, by: string): Promise<string | null> {
  const { store, world, troubles } = deps;
  const parked = await store.exchanges.get(key);
  if (!parked?.parked || parked.received.told) return null;
  const { union, reach } = await deps.officers();
  const to = destinationOf(union, { workplace: null, identity: 'named', excluded: [] }, (officer) => {
    const account = reach(officer);
    return account === parked.person ? null : account;
  });
  const opened = await store.cases.open(`${key}:handed`, draftOf(parked, to, deps), {
    person: parked.person,
    channel: parked.channel,
    exchange: key,
    at: world.now(),
  });
  for (const { person } of to.officers)
    await tellPerson(deps, `${key}:handed/to/${person}`, person, {
      what: 'card',
      code: opened.code,
      why: 'new',
    });
  await troubles.close(key, by, `handed over as ${opened.code}`);
  return opened.code;
}

function draftOf(
  { received, processed }: Exchange,
  { unit, level, officers, excluded }: ReturnType<typeof destinationOf>,
  { calendar, world }: HandOverDeps,
): CaseDraft {
  const isReached = officers.length > 0;
  const { attachments, text } = received;
  return {
    kind: 'talk',
    topic: processed?.after.topic ?? null,
    urgency: 'normal',
    text,
    facts: attachments.length > 0 ? { attachments: String(attachments.length) } : {},
    workplace: null,
    workplaceText: '',
    identity: 'named',
    unit,
    level,
    told: officers.map(({ code }) => code),
    excluded,
    acceptDue: isReached ? calendar.acceptDue('normal', world.now()).toISOString() : null,
    legalDue: null,
    consent: null,
    contact: null,
    unreachable: !isReached,
  };
}
