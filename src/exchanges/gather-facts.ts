import { knownCase } from '../cases/known-case.ts';
import { heldOf, isUntold, mayHave } from '../cases/may-have.ts';
import type { ChannelLimits } from '../channels/channel.ts';
import { windowOf } from '../channels/window.ts';
import type { Laws } from '../law/law-base.ts';
import type { Calendar } from '../model/calendar.ts';
import type { Case } from '../model/case.ts';
import type { ChannelName } from '../model/channel.ts';
import type { Facts } from '../model/decision.ts';
import type { Received, Standing } from '../model/exchange.ts';
import type { Officer } from '../model/union.ts';
import type { KnownPerson, Store } from '../store/store.ts';
import { matchUnits } from '../union/match-units.ts';
import type { OfficersNow } from '../union/officers-now.ts';
import { destinationOf, dutyOf, provinceOf, type Reach, responsibleFor } from '../union/route.ts';
import type { UnionIndex } from '../union/tree-index.ts';
import type { World } from '../world.ts';
import { isInReach } from './in-reach.ts';
import { namedCodes } from './named-codes.ts';
import type { GatherFacts } from './take-turn.ts';

type GatherDeps = {
  store: Store;
  officers(): Promise<OfficersNow>;
  calendar: Calendar;
  world: World;
  limitsOf(channel: ChannelName): ChannelLimits;
  /** Whether Dialogflow is switched on. */
  asksGoogle?: boolean;
  /** The laws as they are in memory. */
  laws(): Promise<Pick<Laws, 'shown'>>;
};

/** Cases nobody could be told of that are looked through for an officer of the province. */
const MOST_UNTOLD = 200;
const REOPEN_MS = 10 * 86_400_000;

/** Who asks, and the tree as it is now. */
type Seen = { union: UnionIndex; reach: Reach; officer: Officer | null; person: string };

/** Everything a decision may know beside the message, read before it is made. */
export function createFactsGatherer(deps: GatherDeps): GatherFacts {
  const { store, officers, calendar, world, limitsOf, laws, asksGoogle = false } = deps;

  return async (person, standing, texts) => {
    const now = await officers();
    const { union, reach } = now;
    const officer = officerOf(now, person);
    const seen: Seen = { union, reach, officer, person: person.id };
    const asking = { union, reach, officer: officer?.code ?? null };
    const known = (cases: Case[]) => cases.map((one) => knownCase(one, asking));
    // One instant for all that is reckoned from it: a limit of exactly 48 hours must not be missed by a millisecond.
    const at = world.now();
    const [own, theirs, named, heard, { shown }] = await Promise.all([
      ownCases(store, person.id, at),
      officer ? officerCases(store, seen, officer) : [],
      namedCases(store, seen, person, standing, texts),
      texts.some((text) => text.heard) ? at : store.exchanges.lastHeard(person.id),
      laws(),
    ]);
    const outOfReach = officer ? await sendersOutOfReach(named.cases, person.id) : [];
    // Nobody is told of what they told themselves.
    const others: Reach = (one) => {
      const account = reach(one);
      return account === person.id ? null : account;
    };
    return {
      now: world.now(),
      calendar,
      channel: person.address.channel,
      person: person.id,
      officer,
      ownCases: known(own),
      officerCases: known(theirs),
      named: known(named.cases),
      refusedCodes: named.refused,
      quotedCase: named.quoted,
      law: shown,
      matches: matchUnits(union, placeText(standing, texts)),
      destination: (workplace, identity) =>
        destinationOf(union, { workplace, identity, excluded: [] }, others),
      // Danger is told to somebody whose phone rings; a page that nobody looks at is none.
      duty: dutyOf(union, (one) => (others(one) === null ? null : now.onPlatform(one))),
      province: provinceOf(union, others),
      treeIsEmpty: union.tree.units.every(({ endedAt }) => endedAt !== null),
      windowStaysOpen: staysOpen(person, heard, at),
      mayBeTold: heard === null || windowOf(limitsOf(person.address.channel), heard, at).open,
      outOfReach,
      asksGoogle,
    } satisfies Facts;
  };

  /** Codes of those cases whose worker the bot cannot write to now. */
  async function sendersOutOfReach(cases: readonly Case[], me: string): Promise<string[]> {
    const others = cases.filter(({ person }) => person !== me);
    const inReach = await Promise.all(
      others.map(({ channel, person }) => isInReach(store.exchanges, limitsOf(channel), person, world.now())),
    );
    return others.filter((_, n) => !inReach[n]).map(({ code }) => code);
  }

  /** Whether an answer given by the end of the second working day would still be free. */
  function staysOpen({ address }: KnownPerson, lastHeard: Date | null, now: Date): boolean {
    const twoDays = calendar.workingMinutesBetween(now, calendar.addWorkingDays(now, 2));
    return windowOf(limitsOf(address.channel), lastHeard, calendar.addWorkingMinutes(now, twoDays)).free;
  }
}

/** The officer this account belongs to: bound with a code, or named by the imported file. */
function officerOf({ union, boundTo, importedAs }: OfficersNow, person: KnownPerson): Officer | null {
  const code = boundTo(person.id) ?? importedAs(person.id);
  const officer = code === null ? null : union.officer(code);
  return officer && officer.endedAt === null ? officer : null;
}

/** The worker's own, newest first; ended ones as long as they may be reopened. */
async function ownCases(store: Store, person: string, now: Date): Promise<Case[]> {
  const cases = await store.cases.ofPerson(person);
  return cases.filter(({ status, history }) => {
    const last = history.at(-1)?.at ?? now;
    const isOver = status === 'resolved' || status === 'withdrawn';
    return !isOver || now.getTime() - last.getTime() <= REOPEN_MS;
  });
}

/** Held by the officer, or new and told to them; at the province also those that nobody could be told of. Oldest first. */
async function officerCases(store: Store, { union, reach }: Seen, officer: Officer): Promise<Case[]> {
  const theirs = await store.cases.ofOfficer(officer.code);
  const isProvince = union.unit(officer.unit)?.level === 'province';
  const fresh = isProvince ? await store.cases.list({ status: 'new' }, null, MOST_UNTOLD) : [];
  const untold = fresh.filter(
    (one) => isUntold(one) && responsibleFor(union, heldOf(one), reach).includes(officer.code),
  );
  return [...theirs, ...untold]
    .filter((one) => one.holder === officer.code || one.status === 'new')
    .filter((one) => mayHave(union, one, officer, reach))
    .sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime());
}

/** Cases that were named, quoted or told of, and that this person may have; and the codes that were refused. */
async function namedCases(
  store: Store,
  seen: Seen,
  person: KnownPerson,
  standing: Standing,
  texts: Received[],
): Promise<{ cases: Case[]; refused: string[]; quoted: string | null }> {
  const { possible, written, told } = namedCodes(standing, texts);
  const quoted = await quotedCase(store, person, texts);
  const codes = [...new Set([...told, ...(quoted === null ? [] : [quoted]), ...possible])];
  const found = await Promise.all(codes.map((code) => store.cases.get(code)));
  const isTheirs = (one: Case): boolean =>
    one.person === seen.person ||
    (seen.officer !== null && mayHave(seen.union, one, seen.officer, seen.reach));
  const cases = found.filter((one) => one !== null).filter(isTheirs);
  const had = new Set(cases.map(({ code }) => code));
  const refused = codes.filter((code) => !had.has(code) && (written.has(code) || code === quoted));
  return { cases, refused, quoted };
}

/** The case that a quoted message of ours was about; a quote we do not know counts as none. */
async function quotedCase(
  store: Store,
  { id, address }: KnownPerson,
  texts: Received[],
): Promise<string | null> {
  const quotes = texts.findLast((received) => received.quotes !== null)?.quotes;
  if (!quotes) return null;
  const sent = await store.sent.get(`${address.channel}:${address.account}:${quotes}`);
  return sent?.person === id ? sent.case : null;
}

/** What was written about the place; an answer to "where exactly" is read together with the name given before. */
function placeText({ place, slots }: Standing, texts: Received[]): string {
  const words = texts.filter(({ told }) => told === null).map(({ text }) => text);
  const before = place?.endsWith('/where') ? slots.workplaceText : null;
  return [...(typeof before === 'string' ? [before] : []), ...words].join(', ');
}
