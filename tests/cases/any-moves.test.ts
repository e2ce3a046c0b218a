import fc from 'fast-check';
import { excludedOf } from '../../src/cases/excluded.ts';
import { prepareMove } from '../../src/cases/prepare-move.ts';
import type { Case, Move } from '../../src/model/case.ts';
import { at, calendar, exampleCase, province } from './example-case.ts';

const officer = fc.constantFrom('o-tan-an', 'o-tan-an-2', 'o-tinh');
const words = fc.record({ officer, text: fc.constant('ví dụ'), accepts: fc.boolean() });
const to = fc.record({
  unit: fc.constantFrom('cd-tan-an', 'dl'),
  level: fc.constantFrom('upper' as const, 'province' as const),
  told: fc.subarray(['o-tan-an', 'o-tan-an-2', 'o-tinh']),
  acceptDue: fc.constantFrom(null, province.acceptDue, at('2026-12-02 10:00').toISOString()),
  unreachable: fc.boolean(),
});
const due = fc.constantFrom('2026-11-25 14:00', '2026-12-01 10:00').map((text) => at(text).toISOString());

/** `escalate` takes the deadline that stands when its turn comes, or an old one. */
const move: fc.Arbitrary<Move> = fc.oneof(
  officer.map((code): Move => ({ as: 'accept', officer: code, person: 'p' })),
  words.map((said): Move => ({ as: 'answer', ...said })),
  words.map((said): Move => ({ as: 'ask', ...said })),
  officer.map((code): Move => ({ as: 'note', officer: code, text: 'ví dụ' })),
  fc.constant<Move>({ as: 'add', text: 'ví dụ', key: 'k' }),
  fc.record({ officer, to }).map((one): Move => ({ as: 'transfer', ...one })),
  fc.record({ officer, to }).map((one): Move => ({ as: 'exclude', ...one })),
  fc.record({ due, to }).map((one): Move => ({ as: 'escalate', clock: 'accept', ...one })),
  fc.record({ officer, due }).map((one): Move => ({ as: 'extend', why: 'ví dụ', ...one })),
  officer.map((code): Move => ({ as: 'resolve', officer: code })),
  fc.option(to).map((holding): Move => ({ as: 'reopen', to: holding })),
  fc.constant<Move>({ as: 'withdraw' }),
  fc.constant<Move>({ as: 'undelivered', why: 'send' }),
);
const step = fc.record({ move, minutes: fc.integer({ min: 0, max: 3_000 }), isDue: fc.boolean() });

/** What the store does: one update where the match fits, nothing where it does not. */
function apply(one: Case, given: Move, now: Date): Case {
  const { match, patch } = prepareMove(one, given, now, calendar);
  const fits =
    match.from.includes(one.status) &&
    (match.holders === null || match.holders.includes(one.holder)) &&
    (match.clockDue === undefined || match.clockDue.getTime() === one.clock?.due.getTime());
  if (!fits) return one;
  return { ...one, ...patch.set, history: [...one.history, ...(patch.history ? [patch.history] : [])] };
}

function check(one: Case, now: Date): void {
  const { status, holder, clock, clockAt } = one;
  if (status === 'new') expect(holder).toBeNull();
  if (status === 'open' || status === 'waiting') expect(holder).not.toBeNull();
  if (status === 'waiting' || status === 'resolved' || status === 'withdrawn') expect(clock).toBeNull();
  expect(clockAt === null).toBe(clock === null);
  if (clock && clockAt) {
    expect(clock.kind).toBe(status === 'new' ? 'accept' : 'answer');
    expect(clockAt >= clock.from && clockAt <= clock.due).toBe(true);
    expect(clock.from <= now).toBe(true);
  }
}

test('whatever is done in whatever order, a case is held or waits to be, and its clock fits its state', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      let now = at('2026-11-25 08:00');
      let one = exampleCase();
      for (const { move: given, minutes, isDue } of steps) {
        now = new Date(now.getTime() + minutes * 60_000);
        const real =
          given.as === 'escalate' && isDue && one.clock
            ? { ...given, due: one.clock.due.toISOString() }
            : given;
        const before = excludedOf(one);
        one = apply(one, real, now);
        check(one, now);
        expect(excludedOf(one)).toEqual(expect.arrayContaining(before));
        expect(excludedOf(one)).not.toContain(one.holder);
      }
    }),
    { numRuns: 500 },
  );
});

test('a withdrawn case stays withdrawn', () => {
  fc.assert(
    fc.property(move, (given) => {
      const one = exampleCase({ status: 'withdrawn', clock: null, clockAt: null });
      expect(apply(one, given, at('2026-11-25 09:00')).status).toBe('withdrawn');
    }),
  );
});
