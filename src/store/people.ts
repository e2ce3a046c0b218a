import { type Model, Schema } from 'mongoose';
import { AppError } from '../errors.ts';
import type { Address, ChannelName } from '../model/channel.ts';
import type { Person } from '../model/person.ts';
import type { Seal } from '../seal.ts';
import type { World } from '../world.ts';
import { insertNew, LOOSE, updateOne } from './documents.ts';
import { createLruCache } from './lru-cache.ts';
import type { KnownPerson, PeopleStore } from './store.ts';

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

/** Senders remembered, so that one who writes again costs no operation. */
const REMEMBERED = 20_000;

type PeopleDeps = {
  people: Model<StoredPerson>;
  seal: Seal;
  world: World /** An officer has another account now. */;
  bound(): Promise<void>;
};

export function createPeople({ people, seal, world, bound }: PeopleDeps): PeopleStore {
  const known = createLruCache<KnownPerson>(REMEMBERED);
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

  async function add(address: Address): Promise<Person | null> {
    const document: StoredPerson = {
      _id: world.newId(),
      lookup: lookupOf(address),
      channel: address.channel,
      account: address.account,
      identity: seal.seal('person', address.id),
      firstSeen: world.now(),
    };
    return (await insertNew(people, document)) ? toPerson(document) : null;
  }

  // Two processes may add the same sender: the unique look-up refuses one, which then reads.
  async function findOrAdd(address: Address): Promise<Person> {
    for (;;) {
      const person = (await find(address)) ?? (await add(address));
      if (person) return person;
    }
  }

  async function officersBy(filter: { officer: string | { $gt: string } }): Promise<Person[]> {
    const documents = await people.find(filter).lean<StoredPerson[]>();
    return documents.sort((a, b) => (a.boundAt?.getTime() ?? 0) - (b.boundAt?.getTime() ?? 0)).map(toPerson);
  }

  return {
    find,

    async ensure(address) {
      const lookup = lookupOf(address);
      const remembered = known.get(lookup);
      if (remembered) return remembered;
      const person = await findOrAdd(address);
      const { officer: _officer, ...identity } = person;
      known.set(lookup, identity);
      return identity;
    },

    async get(id) {
      const document = await people.findById(id).lean<StoredPerson>();
      return document ? toPerson(document) : null;
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
