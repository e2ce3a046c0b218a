import { moveCase } from '../cases/move-case.ts';
import { tellPerson } from '../cases/tell-person.ts';
import type { Calendar } from '../model/calendar.ts';
import type { Exchange, Reply, Told } from '../model/exchange.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';

type UndeliveredDeps = { store: Store; calendar: Calendar; world: World; wake(person: string): void };

/** Tells the officer whose words did not surely reach the worker: `<key>:undelivered:<person>`, once. */
export type TellUndelivered = (exchange: Exchange, reply: Reply) => Promise<void>;

export function createUndelivered(deps: UndeliveredDeps): TellUndelivered {
  return async (exchange, reply) => {
    const { told } = exchange.received;
    const source = exchange.key.match(/^(.*)#\d+\/to\/[^/]+$/)?.[1];
    const from = source ? await deps.store.exchanges.get(source) : null;
    if (!from || told?.what !== 'officer-words') return;
    if (from.channel === 'console') {
      // There is nobody to write to: the case itself says it, an answer is due again, and it stands among the troubles.
      const move = { as: 'undelivered', why: 'send' } as const;
      await moveCase(deps, told.code, move, `${exchange.key}:undelivered`);
      return;
    }
    const about: Told = { what: 'undelivered', code: told.code, text: reply.text };
    await tellPerson(deps, `${exchange.key}:undelivered:${from.person}`, from.person, about);
  };
}
