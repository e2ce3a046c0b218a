import type { Calendar } from '../model/calendar.ts';
import type { Case, CaseClock } from '../model/case.ts';
import type { Told } from '../model/exchange.ts';
import type { Store } from '../store/store.ts';
import type { OfficersNow } from '../union/officers-now.ts';
import type { World } from '../world.ts';
import { type Mark, marksOf } from './clock-marks.ts';
import { recipientsOf } from './known-case.ts';

type ClockDeps = {
  store: Store;
  calendar: Calendar;
  officers(): Promise<OfficersNow>;
  world: World;
  /** Somebody has a turn of their own now. */
  wake(person: string): void;
};

const PAGE = 100;

/**
 * Looks at every case whose clock has reached a mark: its officers are reminded at 50 and 80 %; when the time is over the worker has
 * a turn whose effects hand the case to the next level. Run twice, or killed half-way, it tells nobody twice: each exchange has a key
 * of its own, and the mark moves on only after all of them are stored.
 */
export async function runClocks(deps: ClockDeps): Promise<number> {
  let looked = 0;
  for (;;) {
    const due = await deps.store.cases.clocksDue(deps.world.now(), PAGE);
    let moved = 0;
    for (const one of due) if (await lookAt(deps, one)) moved++;
    looked += moved;
    // A page on which nothing moved is another process's, or a mark that cannot be moved: it is left for the next run.
    if (due.length < PAGE || moved === 0) return looked;
  }
}

/** False when somebody else has moved this clock meanwhile. */
async function lookAt(deps: ClockDeps, one: Case): Promise<boolean> {
  const { clock, clockAt, code } = one;
  if (!clockAt) return false;
  const { store, calendar, world } = deps;
  if (!clock) return store.cases.moveClockMark(code, clockAt, null);
  const now = world.now();
  const marks = marksOf(clock, one.urgency, calendar);
  // After a pause only the last of the marks that went by says something new.
  const reached = marks.findLast(({ at }) => at <= now && at >= clockAt);
  if (reached) await tellMark(deps, one, clock, reached);
  const next = marks.find(({ at }) => at > now)?.at ?? null;
  return store.cases.moveClockMark(code, clockAt, next);
}

async function tellMark(deps: ClockDeps, one: Case, clock: CaseClock, { mark }: Mark): Promise<void> {
  const { code } = one;
  const due = clock.due.toISOString();
  const key = `case:${code}:${clock.kind}:${due}:${mark}`;
  if (mark === 'over') return tell(deps, key, one.person, { what: 'overdue', code, clock: clock.kind, due });
  const told: Told = { what: 'clock', code, clock: clock.kind, mark, due };
  for (const person of await remindedOf(deps, one)) await tell(deps, key, person, told);
}

/** Whoever has the case: its holder, or those it was told to. */
async function remindedOf({ officers }: ClockDeps, one: Case): Promise<string[]> {
  const { union, reach } = await officers();
  return [...new Set(recipientsOf(one, union, reach).map(({ person }) => person))];
}

async function tell({ store, world, wake }: ClockDeps, key: string, to: string, told: Told): Promise<void> {
  const person = await store.people.get(to);
  // Erased since: nobody is left to be told.
  if (!person) return;
  const now = world.now();
  const { channel, account } = person.address;
  await store.exchanges.receive({
    key: `${key}:${to}`,
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
  wake(to);
}
