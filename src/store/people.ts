import { type Model, Schema } from 'mongoose';
import { AppError } from '../errors.ts';
import type { Address, ChannelName } from '../model/channel.ts';
import type { Person } from '../model/person.ts';
import type { Seal } from '../seal.ts';
import type { World } from '../world.ts';
import { LOOSE, onceMore, removeAll, updateOne } from './documents.ts';
import type { RememberedPeople } from './remembered-people.ts';
import type { KnownPerson, PeopleStore } from './store.ts';
import type { StoredWish } from './wishes.ts';

/** Somebody as they are stored: found by a keyed hash of their address, whose id stands sealed. */
export type StoredPerson = {
  _id: string;
  lookup: string;
  channel: ChannelName;
  account: string;
  identity: string;
  firstSeen: Date;
  officer?: string;
  boundAt?: Date;
};

export const personSchema = new Schema<StoredPerson>({ _id: String, lookup: String, officer: String }, LOOSE)
  .index({ lookup: 1 }, { unique: true })
  .index({ officer: 1 }, { sparse: true });

/** Two that race may leave one of them without an answer (seen on a MongoDB-compatible server). */
const ATTEMPTS = 3;

type PeopleDeps = {
  people: Model<StoredPerson>;
  /** What they asked to be told goes with them. */
  wishes: Model<StoredWish>;
  seal: Seal;
  world: World;
  remembered: RememberedPeople;
  /** An officer has another account now. */
  bound(): Promise<void>;
};

export function createPeople({ people, wishes, seal, world, remembered, bound }: PeopleDeps): PeopleStore {
  const lookupOf = ({ channel, account, id }: Address) =>
    seal.lookup('address', `${channel}:${account}:${id}`);

  const toPerson = ({ _id, channel, account, identity, officer, firstSeen }: StoredPerson): Person => ({
    id: _id,
    address: { channel, account, id: seal.open('person', identity) },
    officer: officer ?? null,
    firstSeen,
  });

  async function find(address: Address): Promise<Person | null> {
    const document = await people.findOne({ lookup: lookupOf(address) }).lean<StoredPerson>();
    return document ? toPerson(document) : null;
  }

  /** Found or made in one operation. Of two processes that add the same sender the unique look-up refuses one, which then finds. */
  async function findOrAdd(address: Address): Promise<Person> {
    const { channel, account, id } = address;
    const lookup = lookupOf(address);
    const fresh = {
      _id: world.newId(),
      channel,
      account,
      identity: seal.seal('person', id),
      firstSeen: world.now(),
    };
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const stored = await onceMore(() =>
        people.collection.findOneAndUpdate(
          { lookup },
          { $setOnInsert: fresh },
          { upsert: true, returnDocument: 'after' },
        ),
      );
      if (stored) return toPerson(stored as unknown as StoredPerson); // its own documents
    }
    throw new AppError('unavailable', 'the store did not say who wrote');
  }

  function remember(person: Person): KnownPerson {
    const { officer: _officer, ...identity } = person;
    remembered.remember(lookupOf(person.address), identity);
    return identity;
  }

  async function get(id: string): Promise<Person | null> {
    const document = await people.findById(id).lean<StoredPerson>();
    return document ? toPerson(document) : null;
  }

  async function officersBy(filter: { officer: string | { $gt: string } }): Promise<Person[]> {
    const documents = await people.find(filter).lean<StoredPerson[]>();
    return documents.sort((a, b) => (a.boundAt?.getTime() ?? 0) - (b.boundAt?.getTime() ?? 0)).map(toPerson);
  }

  return {
    find,

    async ensure(address) {
      return (await remembered.byLookup(lookupOf(address))) ?? remember(await findOrAdd(address));
    },

    get,

    async known(id) {
      const met = await remembered.byId(id);
      if (met) return met;
      const person = await get(id);
      return person && remember(person);
    },

    async erase(id) {
      const wasThere = (await removeAll(people, { _id: id })) > 0;
      // Also when they were gone already: a wish kept while they were being erased must not outlive them.
      await removeAll(wishes, { person: id });
      if (!wasThere) return false;
      await remembered.forgetAll();
      return true;
    },

    async bindOfficer(person, officer) {
      const isBound = await updateOne(people, { _id: person }, { $set: { officer, boundAt: world.now() } });
      if (!isBound) throw new AppError('not_found', `person ${person}`);
      await bound();
    },

    ofOfficer: (officer) => officersBy({ officer }),

    officers: () => officersBy({ officer: { $gt: '' } }),
  };
}
