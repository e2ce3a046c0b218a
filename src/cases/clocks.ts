import type { Calendar } from '../model/calendar.ts';
import type { Case, CaseClock } from '../model/case.ts';
import type { Told } from '../model/exchange.ts';
import type { OfficersNow } from '../union/officers-now.ts';
import { type Mark, marksOf } from './clock-marks.ts';
import { recipientsOf } from './known-case.ts';
import { type TellDeps, tellPerson } from './tell-person.ts';
import { tellUntold } from './tell-untold.ts';

type ClockDeps = TellDeps & {
  calendar: Calendar;
  /** The tree, and how its officers are reached. */
  officers(): Promise<OfficersNow>;
};

const PAGE = 100;

/**
 * Looks at every case whose clock has reached a mark: its officers are reminded at 50 and 80 %; when the time is over the worker has
 * a turn whose effects hand the case to the next level. Run twice, or killed half-way, it tells nobody twice: each exchange has a key
 * of its own, and the mark moves on only after all of them are stored. Cases that nobody could be told of when they were opened are
 * looked at too.
 */
export async function runClocks(deps: ClockDeps): Promise<number> {
  const failed: unknown[] = [];
  await tellUntold(deps).catch((error: unknown) => failed.push(error));
  let looked = 0;
  for (;;) {
    const due = await deps.store.cases.clocksDue(deps.world.now(), PAGE);
    let moved = 0;
    for (const one of due) {
      // One case that cannot be looked at must not keep the others waiting.
      const isMoved = await lookAt(deps, one).catch((error: unknown) => {
        failed.push(error);
        return false;
      });
      if (isMoved) moved++;
    }
    looked += moved;
    // A page on which nothing moved is another process's, or cannot be moved: it is left for the next run.
    if (due.length < PAGE || moved === 0) break;
  }
  if (failed.length > 0) throw new AggregateError(failed, 'some clocks could not be looked at');
  return looked;
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
  if (mark === 'over')
    return tellPerson(deps, `${key}:${one.person}`, one.person, {
      what: 'overdue',
      code,
      clock: clock.kind,
      due,
    });
  const told: Told = { what: 'clock', code, clock: clock.kind, mark, due };
  for (const person of await remindedOf(deps, one)) await tellPerson(deps, `${key}:${person}`, person, told);
}

/** Whoever has the case: its holder, or those it was told to. */
async function remindedOf({ officers }: ClockDeps, one: Case): Promise<string[]> {
  const { union, reach } = await officers();
  return [...new Set(recipientsOf(one, union, reach).map(({ person }) => person))];
}
