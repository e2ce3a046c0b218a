import { prepareMove } from '../../src/cases/prepare-move.ts';
import { CASE_STATUSES, type Case, type CaseStatus, type Move } from '../../src/model/case.ts';
import { at, calendar, exampleCase, province, takenCase } from './example-case.ts';

const ME = 'o-tan-an';
const OTHER = 'o-tan-an-2';
const NOW = at('2026-11-25 09:12');
const written = (date: Date | null | undefined) => (date ? calendar.moment(date, NOW) : null);
const prepare = (one: Case, move: Move, now = NOW) => prepareMove(one, move, now, calendar);
const RESOLVED = { what: 'resolved', at: at('2026-11-24 09:00'), by: ME, why: '' } as const;

/** The case as it stands in this state, held by ME wherever somebody holds it. */
function inState(status: CaseStatus): Case {
  if (status === 'new') return exampleCase();
  if (status === 'open') return takenCase();
  if (status === 'waiting')
    return takenCase({ status, clock: null, clockAt: null, pausedDue: at('2026-11-26 14:00') });
  return takenCase({ status, clock: null, clockAt: null, history: [RESOLVED] });
}

/** What the store would say: the state and the holder that were read must be among those of the match. */
function isAllowed(one: Case, move: Move): boolean {
  const { match } = prepare(one, move);
  const isHolder = match.holders === null || match.holders.includes(one.holder);
  const isDue = match.clockDue === undefined || match.clockDue.getTime() === one.clock?.due.getTime();
  return match.from.includes(one.status) && isHolder && isDue;
}

const words = { officer: ME, text: 'ví dụ' };
const dueOf = (one: Case) => (one.clock?.due ?? at('2026-11-26 14:00')).toISOString();
type Made = (one: Case) => Move;
const MOVES: [string, Made, CaseStatus[]][] = [
  ['accept', () => ({ as: 'accept', officer: ME, person: 'p' }), ['new']],
  ['answer', () => ({ as: 'answer', ...words, accepts: false }), ['open', 'waiting']],
  ['answer that accepts', () => ({ as: 'answer', ...words, accepts: true }), ['new', 'open', 'waiting']],
  ['ask', () => ({ as: 'ask', ...words, accepts: false }), ['open', 'waiting']],
  ['ask that accepts', () => ({ as: 'ask', ...words, accepts: true }), ['new', 'open', 'waiting']],
  ['note', () => ({ as: 'note', ...words }), ['open', 'waiting']],
  ['add', () => ({ as: 'add', text: 'ví dụ', key: 'k2' }), ['new', 'open', 'waiting']],
  ['transfer', () => ({ as: 'transfer', officer: ME, to: province }), ['new', 'open', 'waiting']],
  ['exclude', () => ({ as: 'exclude', officer: ME, to: province }), ['new', 'open', 'waiting']],
  [
    'escalate',
    (one) => ({ as: 'escalate', clock: 'accept', due: dueOf(one), to: province }),
    ['new', 'open'],
  ],
  [
    'extend',
    () => ({ as: 'extend', officer: ME, why: 'ví dụ', due: at('2026-11-27 14:00').toISOString() }),
    ['open', 'waiting'],
  ],
  ['resolve', () => ({ as: 'resolve', officer: ME }), ['open', 'waiting']],
  ['reopen', () => ({ as: 'reopen', to: null }), ['resolved']],
  ['withdraw', () => ({ as: 'withdraw' }), ['new', 'open', 'waiting']],
  ['undelivered', () => ({ as: 'undelivered', why: 'send' }), [...CASE_STATUSES]],
];
const EVERY = MOVES.flatMap(([name, made, allowed]) =>
  CASE_STATUSES.map((status) => ({ name, made, status, expected: allowed.includes(status) })),
);

test.each(EVERY)('$name of a case that is $status: $expected', ({ made, status, expected }) => {
  const one = inState(status);
  expect(isAllowed(one, made(one))).toBe(expected);
});

const HOLDERS_ONLY = ['answer', 'ask', 'note', 'extend', 'resolve', 'transfer'];
test.each(MOVES.filter(([name]) => HOLDERS_ONLY.includes(name)))(
  '%s by another than the holder is refused',
  (_name, made) => {
    const one = takenCase({ holder: OTHER });
    expect(isAllowed(one, made(one))).toBe(false);
  },
);

test.each(MOVES)('%s stands in the history under its own name', (_name, made) => {
  const one = inState('open');
  const { patch } = prepare(one, made(one));
  expect(patch.history).toMatchObject({ at: NOW });
  expect(patch.history?.what).toMatch(/(ed|withdrawn)$/);
});

describe('accepting', () => {
  test('the answer is due one working day after the deadline of accepting, however early it was accepted', () => {
    const { patch, facts } = prepare(exampleCase(), { as: 'accept', officer: ME, person: 'p' });
    expect(patch.set).toMatchObject({ status: 'open', holder: ME, acceptedAt: NOW });
    expect(written(patch.set.clock?.due)).toBe('14:00 thứ Năm 26/11');
    expect(facts).toEqual({ code: 'K7-4F2', unit: 'cd-tan-an', due: '14:00 thứ Năm 26/11' });
  });
  test('or after the worker’s last words, when those are later', () => {
    const one = exampleCase({ unansweredSince: at('2026-11-25 15:30') });
    const { patch } = prepare(one, { as: 'accept', officer: ME, person: 'p' }, at('2026-11-25 15:40'));
    expect(written(patch.set.clock?.due)).toBe('15:30 thứ Năm 26/11');
  });
  test('accepted long after its time it still gets a whole period', () => {
    const { patch } = prepare(
      exampleCase(),
      { as: 'accept', officer: ME, person: 'p' },
      at('2026-12-01 10:00'),
    );
    expect(written(patch.set.clock?.due)).toBe('10:00 thứ Tư 02/12');
  });
  test('whoever said that it concerns them cannot take it, even when two said so at once', () => {
    const excluded = { what: 'excluded', at: NOW, by: ME, why: '' } as const;
    for (const one of [exampleCase({ excluded: [ME] }), exampleCase({ history: [excluded] })]) {
      expect(isAllowed(one, { as: 'accept', officer: ME, person: 'p' })).toBe(false);
      expect(isAllowed(one, { as: 'answer', ...words, accepts: true })).toBe(false);
    }
  });
});

describe('words and the clock', () => {
  test('the first answer ends the clock and the waiting', () => {
    const { patch } = prepare(takenCase(), { as: 'answer', ...words, accepts: false });
    expect(patch.set).toMatchObject({
      status: 'open',
      clock: null,
      clockAt: null,
      unansweredSince: null,
      answeredAt: NOW,
    });
  });
  test('words to a new case accept it', () => {
    const { patch, match } = prepare(exampleCase(), { as: 'answer', ...words, accepts: true });
    expect(match.holders).toEqual([null, ME]);
    expect(patch.set).toMatchObject({ status: 'open', holder: ME, acceptedAt: NOW, clock: null });
  });
  test('a question stops the clock, the worker’s words start it where it stood', () => {
    const one = takenCase();
    const asked = prepare(one, { as: 'ask', ...words, accepts: false });
    expect(asked.patch.set).toMatchObject({ status: 'waiting', clock: null, clockAt: null });
    const waiting = { ...one, ...asked.patch.set };
    const added = prepare(waiting, { as: 'add', text: 'khoảng 30 người', key: 'k2' }, at('2026-11-25 09:20'));
    expect(added.patch).toMatchObject({
      exchange: 'k2',
      set: { status: 'open', unansweredSince: at('2026-11-25 09:20') },
    });
    expect(written(added.patch.set.clock?.due)).toBe('14:00 thứ Năm 26/11');
  });
  test('a late reply to a question gives the officer a working day again', () => {
    const one = takenCase({
      status: 'waiting',
      clock: null,
      clockAt: null,
      pausedDue: at('2026-11-26 14:00'),
    });
    const { patch } = prepare(one, { as: 'add', text: 'ví dụ', key: 'k2' }, at('2026-11-30 10:00'));
    expect(written(patch.set.clock?.due)).toBe('10:00 thứ Ba 01/12');
  });
  test('a question that accepts keeps the deadline the answer would have had', () => {
    const { patch } = prepare(exampleCase(), { as: 'ask', ...words, accepts: true });
    expect(written(patch.set.pausedDue)).toBe('14:00 thứ Năm 26/11');
  });
  test('words while nobody has taken it leave its clock alone', () => {
    const { patch } = prepare(exampleCase(), { as: 'add', text: 'ví dụ', key: 'k2' });
    expect(patch.set).toEqual({ unansweredSince: NOW });
  });
  test('words after an answer are to be answered again', () => {
    const one = takenCase({ clock: null, clockAt: null, unansweredSince: null, answeredAt: NOW });
    const { patch } = prepare(one, { as: 'add', text: 'ví dụ', key: 'k2' }, at('2026-11-26 16:00'));
    expect(written(patch.set.clock?.due)).toBe('16:00 thứ Sáu 27/11');
    expect(patch.set.clock?.kind).toBe('answer');
  });
  test('words that may not have arrived leave the worker without an answer', () => {
    const one = takenCase({ status: 'waiting', clock: null, clockAt: null });
    const { patch } = prepare(one, { as: 'undelivered', why: 'send' });
    expect(patch.set).toMatchObject({ status: 'open', clock: { kind: 'answer' } });
  });
});

describe('handing on', () => {
  test('it is new again, with its own time, and the mark at half of it', () => {
    const { patch, match } = prepare(
      takenCase(),
      { as: 'escalate', clock: 'answer', due: at('2026-11-26 14:00').toISOString(), to: province },
      at('2026-11-26 14:01'),
    );
    expect(match).toMatchObject({ clockDue: at('2026-11-26 14:00') });
    expect(patch.set).toMatchObject({
      status: 'new',
      holder: null,
      unit: 'dl',
      level: 'province',
      told: ['o-tinh'],
      acceptedAt: null,
    });
    expect(written(patch.set.clock?.due)).toBe('09:00 thứ Sáu 27/11');
    expect(written(patch.set.clockAt)).toBe('16:00 thứ Năm 26/11');
    expect(patch.history).toMatchObject({ what: 'escalated', by: 'clock', why: 'answer' });
  });
  test('a deadline that went by before it could be done is given anew', () => {
    const late = at('2026-11-30 10:00');
    const { patch } = prepare(
      exampleCase(),
      { as: 'escalate', clock: 'accept', due: at('2026-11-25 14:00').toISOString(), to: province },
      late,
    );
    expect(written(patch.set.clock?.due)).toBe('16:00 thứ Hai 30/11');
  });
  test('another clock than the one that ran out: refused', () => {
    const old = {
      as: 'escalate',
      clock: 'accept',
      due: at('2026-11-25 14:00').toISOString(),
      to: province,
    } as const;
    expect(isAllowed(takenCase(), old)).toBe(false);
  });
  test('where nobody can be reached no clock runs', () => {
    const nobody = { ...province, told: [], acceptDue: null, unreachable: true };
    const { patch } = prepare(takenCase(), { as: 'transfer', officer: ME, to: nobody });
    expect(patch.set).toMatchObject({
      status: 'new',
      clock: null,
      clockAt: null,
      unreachable: true,
      told: [],
    });
  });
  test('"this concerns me": never theirs again, and gone from them', () => {
    const { patch } = prepare(takenCase(), {
      as: 'exclude',
      officer: ME,
      to: { ...province, told: [ME, 'o-tinh'] },
    });
    expect(patch.set).toMatchObject({ status: 'new', holder: null, told: ['o-tinh'], excluded: ['o-a', ME] });
  });
  test('said by somebody who was only told, it stays with its holder', () => {
    const { patch } = prepare(takenCase({ holder: OTHER }), { as: 'exclude', officer: ME, to: province });
    expect(patch.set).toEqual({ told: [OTHER], excluded: ['o-a', ME] });
  });
});

describe('at the end', () => {
  test('more time moves the deadline; while the clock stands still, the one it will have', () => {
    const due = at('2026-11-27 14:00');
    const extend = { as: 'extend', officer: ME, why: 'ví dụ', due: due.toISOString() } as const;
    expect(prepare(takenCase(), extend).patch.set.clock).toMatchObject({ kind: 'answer', due });
    expect(prepare(inState('waiting'), extend).patch.set).toEqual({ pausedDue: due });
  });
  test.each([
    ['on the tenth day', '2026-12-04 08:59', true],
    ['after it', '2026-12-04 09:01', false],
  ])('a reopening %s: %s, %s', (_when, now, expected) => {
    const one = inState('resolved');
    expect(prepare(one, { as: 'reopen', to: null }, at(now)).match.from.includes('resolved')).toBe(expected);
  });
  test('reopened it is with its holder again, or new with whoever is responsible', () => {
    const one = inState('resolved');
    expect(prepare(one, { as: 'reopen', to: null }).patch.set).toMatchObject({
      status: 'open',
      clock: { kind: 'answer' },
    });
    expect(prepare(one, { as: 'reopen', to: province }).patch.set).toMatchObject({
      status: 'new',
      holder: null,
      clock: { kind: 'accept' },
    });
  });
  test('done or withdrawn, no clock runs', () => {
    for (const move of [{ as: 'resolve', officer: ME }, { as: 'withdraw' }] as const)
      expect(prepare(takenCase(), move).patch.set).toMatchObject({
        clock: null,
        clockAt: null,
        pausedDue: null,
      });
  });
});

test('an emergency is reminded by the minute', () => {
  const one = exampleCase({ urgency: 'emergency', clock: null });
  const holding = { ...province, acceptDue: at('2026-11-25 23:30').toISOString() };
  const { patch } = prepare(one, { as: 'transfer', officer: ME, to: holding }, at('2026-11-25 22:30'));
  expect(patch.set.clockAt).toEqual(at('2026-11-25 23:00'));
});
