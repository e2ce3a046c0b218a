import type { Told } from '../model/exchange.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';

export type TellDeps = {
  store: Store;
  world: Pick<World, 'now'>;
  /** Somebody has a turn of their own now. */
  wake(person: string): void;
};

/** Gives a person a turn about something that happened; a second time under the same key it does nothing. */
export async function tellPerson(
  { store, world, wake }: TellDeps,
  key: string,
  to: string,
  told: Told,
): Promise<void> {
  const person = await store.people.get(to);
  // Erased since: nobody is left to be told.
  if (!person) return;
  const now = world.now();
  const { channel, account } = person.address;
  const isNew = await store.exchanges.receive({
    key,
    person: to,
    channel,
    account,
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
      told,
      heard: false,
      raw: null,
    },
  });
  if (isNew) wake(to);
}
