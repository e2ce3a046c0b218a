import type { Exchange, Reply } from '../model/exchange.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';

/** Tells the officer whose words did not surely reach the worker: `<key>:undelivered:<person>`, once. */
export type TellUndelivered = (exchange: Exchange, reply: Reply) => Promise<void>;

export function createUndelivered(
  store: Store,
  world: World,
  wake: (person: string) => void,
): TellUndelivered {
  return async (exchange, reply) => {
    const { told } = exchange.received;
    const source = exchange.key.match(/^(.*)#\d+\/to\/[^/]+$/)?.[1];
    const from = source ? await store.exchanges.get(source) : null;
    if (!from || told?.what !== 'officer-words') return;
    const now = world.now();
    await store.exchanges.receive({
      key: `${exchange.key}:undelivered:${from.person}`,
      person: from.person,
      channel: from.channel,
      account: from.account,
      at: now,
      arrival: now.getTime() * 1000,
      line: 0,
      wantsTurn: true,
      received: {
        kind: 'effect',
        text: '',
        attachments: [],
        platformId: null,
        quotes: null,
        event: null,
        verified: true,
        told: { what: 'undelivered', code: told.code, text: reply.text },
        heard: false,
        raw: null,
      },
    });
    wake(from.person);
  };
}
