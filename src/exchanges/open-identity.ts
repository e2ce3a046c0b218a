import { AppError } from '../errors.ts';
import type { Address } from '../model/channel.ts';
import type { Store } from '../store/store.ts';

/** The book of who looked at what and why. */
export type Audit = {
  record(entry: { who: string; what: 'identity-opened'; target: string; why: string }): Promise<void>;
};

type IdentityDeps = { people: Pick<Store['people'], 'get'>; audit: Audit };
type Asked = { person: string; by: string; reason: string };

/** Who somebody is, unsealed: where they write from and the platform's id of them. */
export type Identified = { person: string; address: Address; officer: string | null; firstSeen: Date };

const LEAST_REASON = 5;
const MOST_REASON = 500;

/** Opens an identity. It is written down first, so that what could not be recorded is not shown. */
export async function openIdentity(
  { people, audit }: IdentityDeps,
  { person, by, reason }: Asked,
): Promise<Identified> {
  const why = reason.trim();
  if (why.length < LEAST_REASON || why.length > MOST_REASON)
    throw new AppError('invalid', `a reason has ${LEAST_REASON} to ${MOST_REASON} characters`);
  await audit.record({ who: by, what: 'identity-opened', target: person, why });
  const found = await people.get(person);
  if (!found) throw new AppError('not_found', `person ${person}`);
  return { person, address: found.address, officer: found.officer, firstSeen: found.firstSeen };
}
