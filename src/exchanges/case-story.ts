import { withNumbers } from '../channels/numbered-text.ts';
import type { Case, CaseEvent } from '../model/case.ts';
import type { MessageKind } from '../model/channel.ts';
import type { Exchange, Reply } from '../model/exchange.ts';
import type { Store } from '../store/store.ts';

/** One thing that happened in a case: words of the worker, of an officer or of the bot, or a change of the case itself. */
export type StoryItem = { at: Date } & (
  | { is: 'worker'; text: string; kind: MessageKind }
  | { is: 'officer'; by: string; text: string; asks: boolean; delivery: StoryDelivery }
  | { is: 'bot'; text: string; delivery: StoryDelivery }
  | { is: 'event'; what: CaseEvent['what']; by: string; why: string }
);

/** What became of words for the worker; null while they are not on their way yet. */
export type StoryDelivery = Pick<Reply, 'status' | 'final' | 'failure'> & { at: Date | null };

/** Older ones than these are told by the case's history alone. */
const MOST_EXCHANGES = 300;
/** Words reach the worker's inbox right after the case has moved. */
const CLOCK_SKEW_MS = 1000;

/** The exchanges with the worker that are about this case, oldest first; what they talked about besides stays theirs. */
export async function exchangesOfCase(store: Pick<Store, 'exchanges'>, one: Case): Promise<Exchange[]> {
  const newest = await store.exchanges.ofPerson(one.person, MOST_EXCHANGES);
  const found = new Map(newest.filter((each) => isAbout(each, one)).map((each) => [each.key, each]));
  const missing = one.exchanges.filter((key) => !found.has(key)).slice(-MOST_EXCHANGES);
  for (const each of await Promise.all(missing.map((key) => store.exchanges.get(key))))
    if (each) found.set(each.key, each);
  return [...found.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function isAbout({ key, received: { told } }: Exchange, { code, exchanges }: Case): boolean {
  return exchanges.includes(key) || (told !== null && 'code' in told && told.code === code);
}

/** Everything of a case in order, oldest first. Pure. */
export function caseStory(one: Case, exchanges: readonly Exchange[]): StoryItem[] {
  const used = new Set<string>();
  const added = one.exchanges.slice(1);
  const byKey = new Map(exchanges.map((each) => [each.key, each]));
  const events = one.history.flatMap((event): StoryItem[] => {
    if (event.what === 'opened') return opening(one, event, byKey);
    if (event.what === 'added') return [workerWords(event, byKey.get(added.shift() ?? ''))];
    if (event.what !== 'answered' && event.what !== 'asked') return [{ is: 'event', ...event }];
    return [officerWords(event, wordsOf(exchanges, event, used))];
  });
  const bot = exchanges.flatMap((each) => each.replies.filter(isBots).map((reply) => botWords(each, reply)));
  return [...events, ...bot].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function opening(one: Case, event: CaseEvent, byKey: ReadonlyMap<string, Exchange>): StoryItem[] {
  const kind = byKey.get(one.exchanges[0] ?? '')?.received.kind ?? 'text';
  const words: StoryItem = { is: 'worker', at: event.at, text: one.text, kind };
  return [words, { is: 'event', ...event }];
}

const workerWords = ({ at, why }: CaseEvent, from: Exchange | undefined): StoryItem => ({
  is: 'worker',
  at,
  text: why,
  kind: from?.received.kind ?? 'text',
});

/** The worker's turn in which these words reached them: the first with the same text that no other words have used. */
function wordsOf(
  exchanges: readonly Exchange[],
  { at, what, why }: CaseEvent,
  used: Set<string>,
): Exchange | null {
  const asks = what === 'asked';
  const found = exchanges.find(({ key, at: arrived, received: { told } }) => {
    if (used.has(key) || told?.what !== 'officer-words') return false;
    return told.text === why && told.asks === asks && arrived.getTime() >= at.getTime() - CLOCK_SKEW_MS;
  });
  if (found) used.add(found.key);
  return found ?? null;
}

function officerWords({ at, what, by, why }: CaseEvent, told: Exchange | null): StoryItem {
  const reply = told?.replies.findLast((each) => each.by === 'officer');
  const delivery = reply
    ? deliveryOf(reply)
    : { status: 'held' as const, final: false, failure: null, at: null };
  return { is: 'officer', at, by, text: why, asks: what === 'asked', delivery };
}

const isBots = ({ by, status, text }: Reply): boolean =>
  by === 'bot' && text !== '' && status !== 'superseded';

const botWords = ({ at, processed }: Exchange, reply: Reply): StoryItem => ({
  is: 'bot',
  at: processed?.at ?? at,
  text: withNumbers(reply.text, reply.choices),
  delivery: deliveryOf(reply),
});

function deliveryOf({ status, final, failure, sentAt, deliveredAt, seenAt }: Reply): StoryDelivery {
  const at = (status === 'seen' && seenAt) || (status === 'delivered' && deliveredAt) || sentAt;
  return { status, final, failure, at: at ? new Date(at) : null };
}
