import { AppError } from '../errors.ts';
import type { Calendar } from '../model/calendar.ts';
import type { Case } from '../model/case.ts';
import type { KnownCase } from '../model/decision.ts';
import { type Exchange, FRESH, type Processed } from '../model/exchange.ts';
import type { NewExchange, Store } from '../store/store.ts';
import type { OfficersNow } from '../union/officers-now.ts';
import type { World } from '../world.ts';
import { type Acting, type ConsoleAct, consoleEffects } from './console-effects.ts';
import { knownCase } from './known-case.ts';
import { destinationAt } from './targets.ts';

/** Who acts: an account, the officer it belongs to (null: staff, who act in the holder's place), and which cases it may have. */
export type ConsoleActor = { account: string; officer: string | null; allowed(one: Case): boolean };

export type ConsoleOrder = {
  /** Made by the page, once for each thing that somebody means to do: sent twice it is done once. */
  id: string;
  code: string;
  act: ConsoleAct;
};

export type ConsoleResult =
  | { is: 'done' }
  /** The case was in another state by then: somebody else was quicker. */
  | { is: 'refused' }
  /** Stored, and done by itself as soon as the store answers again. */
  | { is: 'later' }
  /** Nobody else could be reached to take it. */
  | { is: 'nobody' }
  /** There is no such case, or it is none of theirs: not told apart. */
  | { is: 'not_yours' };

type ActDeps = {
  store: Store;
  officers(): Promise<OfficersNow>;
  calendar: Calendar;
  world: World;
  /** Runs the effects of a decided exchange, as after any turn; false when one failed and is tried again later. */
  finish(exchange: Exchange): Promise<boolean>;
};

const CLIENT_ID = /^[A-Za-z0-9_-]{8,64}$/;
const MOST_TEXT = 4000;

/**
 * Does what an officer's words on Zalo would do: an exchange `console:<id>` whose effects move the case and give the worker a turn
 * with the words. Stored in one insert before anything happens, so a crash leaves nothing half done: the sweep finishes it.
 */
export async function actFromConsole(
  deps: ActDeps,
  actor: ConsoleActor,
  { id, code, act }: ConsoleOrder,
): Promise<ConsoleResult> {
  const { store, world, calendar } = deps;
  check(id, act);
  const key = `console:${id}`;
  const before = await store.exchanges.get(key);
  if (before) return repeat(deps, actor, before, code);
  const one = await store.cases.get(code);
  if (!one || !actor.allowed(one)) return { is: 'not_yours' };
  const { union, reach } = await deps.officers();
  const known = aimed(knownCase(one, { union, reach, officer: actor.officer }), act, { union, reach });
  const moment = { now: world.now(), calendar };
  const effects = consoleEffects(act, known, actingAs(actor, one), moment);
  if (!effects) return { is: 'nobody' };
  const decided = { ...DECIDED, topic: one.topic ?? one.kind, effects, covers: [key] };
  const processed: Processed = {
    ...decided,
    turnKey: `${key}#1`,
    at: moment.now,
    after: { ...FRESH, case: code },
  };
  const isNew = await store.exchanges.receiveDecided(received(key, actor, act, moment.now), processed);
  const stored = await store.exchanges.get(key);
  if (!stored) throw new AppError('unavailable', `what was done under ${key} cannot be read`);
  return isNew ? finish(deps, stored) : repeat(deps, actor, stored, code);
}

/** Where it could go is only where it was sent. */
function aimed(known: KnownCase, act: ConsoleAct, now: Pick<OfficersNow, 'union' | 'reach'>): KnownCase {
  if (act.do !== 'send-to') return known;
  const chosen = destinationAt(now, known, act.to);
  return { ...known, others: chosen, above: chosen };
}

function check(id: string, act: ConsoleAct): void {
  if (!CLIENT_ID.test(id)) throw new AppError('invalid', 'not an id that a page makes');
  if (!('text' in act)) return;
  if (act.text.trim() === '' || act.text.length > MOST_TEXT)
    throw new AppError('invalid', `words have 1 to ${MOST_TEXT} characters`);
}

/** The same order once more: it ends as it ended. Under this id nobody else gets anything. */
function repeat(deps: ActDeps, actor: ConsoleActor, before: Exchange, code: string): Promise<ConsoleResult> {
  const isSame = before.account === actor.account && before.processed?.after.case === code;
  if (!isSame) throw new AppError('conflict', 'this id was used for something else');
  return finish(deps, before);
}

async function finish({ store, finish: run }: ActDeps, exchange: Exchange): Promise<ConsoleResult> {
  const isFinished = await run(exchange).catch(() => false);
  const now = isFinished ? await store.exchanges.get(exchange.key) : null;
  const moved = now?.unfinishedSince ? undefined : now?.processed?.results[0];
  if (!moved || moved.outcome === 'failed') return { is: 'later' };
  return { is: moved.outcome };
}

/**
 * An officer acts as themselves. Staff without an officer of their own act in the name of whoever holds the case; what nobody holds
 * becomes theirs, by account. The history names who it was.
 */
function actingAs({ account, officer }: ConsoleActor, one: Case): Acting {
  const own = `account:${account}`;
  return officer === null ? { officer: one.holder ?? own, by: own } : { officer, by: officer };
}

const received = (key: string, { account }: ConsoleActor, act: ConsoleAct, at: Date): NewExchange => ({
  key,
  // Nobody is answered and nothing waits for it: each act stands alone.
  person: key,
  channel: 'console',
  account,
  at,
  arrival: at.getTime() * 1000,
  line: 0,
  wantsTurn: false,
  received: {
    kind: 'event',
    text: 'text' in act ? act.text : '',
    attachments: [],
    platformId: null,
    quotes: null,
    event: `console:${act.do}`,
    verified: true,
    told: null,
    heard: false,
    raw: null,
  },
});

const DECIDED = {
  intent: '',
  confidence: 1,
  outcome: 'command',
  ranked: [],
  danger: null,
  entities: {},
  engine: '',
  answer: '',
  answerVersion: '',
  citations: [],
  results: [],
} as const satisfies Partial<Processed>;
