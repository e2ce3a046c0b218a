import { type TellDeps, tellPerson } from '../cases/tell-person.ts';
import type { Exchange, Reply, Told } from '../model/exchange.ts';

/** Tells the officer whose words did not surely reach the worker: `<key>:undelivered:<person>`, once. */
export type TellUndelivered = (exchange: Exchange, reply: Reply) => Promise<void>;

export function createUndelivered(deps: TellDeps): TellUndelivered {
  return async (exchange, reply) => {
    const { told } = exchange.received;
    const source = exchange.key.match(/^(.*)#\d+\/to\/[^/]+$/)?.[1];
    const from = source ? await deps.store.exchanges.get(source) : null;
    if (!from || told?.what !== 'officer-words') return;
    const about: Told = { what: 'undelivered', code: told.code, text: reply.text };
    await tellPerson(deps, `${exchange.key}:undelivered:${from.person}`, from.person, about);
  };
}
