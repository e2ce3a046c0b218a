import fc from 'fast-check';
import { codedOf, numberedAnswerOf } from '../../src/dialogue/commands.ts';
import { decide } from '../../src/dialogue/decide.ts';
import type { Decision, Facts } from '../../src/model/decision.ts';
import { FRESH, type Standing, type Told } from '../../src/model/exchange.ts';
import { DANGERS } from '../../src/model/understanding.ts';
import { facts, heard, knowledge, knownCase, MATCHES, type Meant, nobody, officer, textOf } from './facts.ts';

const topics = [...knowledge.intents.values()];
const codes = ['K7-4F2', 'M3-9QD', 'E2-222'];

/** Whatever somebody may have written; braces are their words too, but look like a placeholder that was left open. */
const wordsOfSomebody = (how: fc.StringConstraints = {}) =>
  fc.string(how).filter((text) => !/\{[a-z]+\}/.test(text));

const typed = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('0', '1', '2', '3', '4', '5', '9', 'số 2') },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'hồ sơ của tôi',
      'gặp cán bộ',
      'tôi muốn khiếu nại',
      'quay lại',
      'bỏ qua',
      'hủy',
      'dung',
      'xóa dữ liệu của tôi',
      'đồng ý xóa dữ liệu',
      'quyền riêng tư',
      'xem thêm',
      'xem các mục',
      'rút',
      'của tôi',
      'không gửi ai',
      'sửa nơi',
      'sửa',
      'gửi',
      'báo việc này cho công đoàn',
      'giấu tên',
      'trả lời 1 dạ',
      'liên kết ABCD-2345',
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          '',
          'nhận ',
          'hỏi ',
          'ghi ',
          'chuyển ',
          'liên quan ',
          'gia hạn ',
          'xong ',
          'rút ',
          'đồng ý rút ',
          'chưa xong ',
          'đã xong ',
          'thêm vào ',
          'gửi cho ',
        ),
        fc.constantFrom(...codes),
        fc.constantFrom('', ' nội dung'),
      )
      .map(([verb, code, text]) => `${verb}#${code}${text}`),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'cong ty A no luong 2 thang',
      'luong toi thieu bao nhieu?',
      'ok để mai',
      'buon ma thuot',
      'tính tiền làm thêm của tôi',
      'tính trợ cấp thôi việc của tôi',
      'tính tiền thai sản của tôi',
      'lương 6tr2 làm thêm 3 tiếng chủ nhật được bao nhiêu',
      '6tr2',
      '5 năm 4 tháng',
      '15/11/2026',
      'ko biết',
      '@intent:late-wages',
      '@intent:nothing',
    ),
  },
  { weight: 1, arbitrary: wordsOfSomebody({ unit: 'grapheme', maxLength: 40 }) },
);

const meant: fc.Arbitrary<Meant> = fc.record({
  topic: fc.constantFrom(...topics.map(({ topic }) => topic)),
  verdict: fc.constantFrom('sure', 'unsure', 'refused'),
  dangerNow: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  danger: fc.constantFrom(null, null, ...DANGERS),
  grievance: fc.boolean(),
  fear: fc.boolean(),
  vietnamese: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  ranked: fc.shuffledSubarray(
    topics.map(({ name, topic }) => ({ intent: name, topic, score: 0.3 })),
    { maxLength: 5 },
  ),
  entities: fc.record({
    workplaces: fc.constantFrom([], ['cong ty A']),
    areas: fc.constantFrom([], ['buon ma thuot']),
    dates: fc.constantFrom([], ['2026-11-24'], ['2019-01-01']),
    durations: fc.constantFrom([], ['2 thang']),
  }),
});

const told: fc.Arbitrary<Told> = fc.oneof(
  fc.record({
    what: fc.constant('card' as const),
    code: fc.constantFrom(...codes),
    why: fc.constantFrom('new', 'escalated', 'transferred', 'reopened', 'emergency'),
  }),
  fc.record({
    what: fc.constant('worker-words' as const),
    code: fc.constantFrom(...codes),
    text: wordsOfSomebody(),
    key: fc.string(),
  }),
  fc.record({
    what: fc.constant('officer-words' as const),
    code: fc.constantFrom(...codes),
    text: wordsOfSomebody(),
    asks: fc.boolean(),
  }),
  fc.record({
    what: fc.constantFrom('case-done', 'case-withdrawn', 'case-reopened'),
    code: fc.constantFrom(...codes),
  }),
  fc.record({
    what: fc.constant('case-extended' as const),
    code: fc.constantFrom(...codes),
    due: fc.constant('2026-11-26T07:00:00.000Z'),
  }),
  fc.record({
    what: fc.constant('case-moved' as const),
    code: fc.constantFrom(...codes),
    reason: fc.constantFrom('overdue', 'transferred', 'excluded'),
  }),
  fc.record({
    what: fc.constant('overdue' as const),
    code: fc.constantFrom(...codes),
    clock: fc.constantFrom('accept', 'answer'),
    due: fc.constant('2026-11-24T02:00:00.000Z'),
  }),
  fc.record({
    what: fc.constant('undelivered' as const),
    code: fc.constantFrom(...codes),
    text: wordsOfSomebody(),
  }),
  fc.record({ what: fc.constant('human-echo' as const), text: wordsOfSomebody() }),
) as fc.Arbitrary<Told>;

const oneCase = fc
  .record({
    code: fc.constantFrom(...codes),
    kind: fc.constantFrom('complaint', 'emergency', 'talk', 'privacy', 'press'),
    status: fc.constantFrom('new', 'open', 'waiting', 'resolved', 'withdrawn'),
    holder: fc.constantFrom(null, 'o2'),
    unreachable: fc.boolean(),
    level: fc.constantFrom('grassroots', 'upper', 'province'),
  })
  .map((more) => knownCase(more));

const known: fc.Arbitrary<Facts> = fc
  .record({
    own: fc.uniqueArray(oneCase, { maxLength: 2, selector: ({ code }) => code }),
    theirs: fc.uniqueArray(oneCase, { maxLength: 3, selector: ({ code }) => code }),
    kind: fc.constantFrom('worker', 'officer', 'nobody'),
    quotedCase: fc.constantFrom(null, null, null, ...codes),
    matches: fc.constantFrom([], MATCHES, [{ code: 'cty-a', name: 'Công ty TNHH A', area: '', score: 0.99 }]),
    windowStaysOpen: fc.boolean(),
  })
  .map(({ own, theirs, kind, ...more }) => {
    if (kind === 'nobody') return nobody(more);
    if (kind === 'worker') return facts({ ...more, ownCases: own });
    const of = theirs.map((one) => ({ ...one, person: 'worker-2' }));
    return facts({ ...more, officer, person: 'officer-2', officerCases: of });
  });

type Step = { text: string; meant: Meant; told: Told | null; known: Facts };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ text: typed, meant, told: fc.option(told, { freq: 5 }), known }),
  { minLength: 1, maxLength: 12 },
);

function take(standing: Standing, { text, meant: how, told: what, known: all }: Step): Decision {
  const message = what ? heard('', {}, { kind: 'effect', told: what, heard: false }) : heard(text, how);
  return decide(standing, [message], all, knowledge);
}

/** Walks through the steps; `check` sees each with where the person stood before it. */
function walk(all: Step[], check: (decision: Decision, before: Standing, step: Step) => void): void {
  let standing: Standing = FRESH;
  for (const step of all) {
    const decision = take(standing, step);
    check(decision, standing, step);
    standing = decision.after;
  }
}

const RUNS = { numRuns: 400 };

test('whatever is said, someone is answered, or it is relayed or silent by rule', () => {
  fc.assert(
    fc.property(steps, (all) =>
      walk(all, ({ replies, outcome, effects }, _before, step) => {
        if (replies.length > 0) return;
        expect(['relay', 'silent']).toContain(outcome);
        if (outcome === 'relay' && !step.told) expect(effects.length).toBeGreaterThan(0);
      }),
    ),
    RUNS,
  );
});

test('what is said has words, with every placeholder filled but those of effects', () => {
  fc.assert(
    fc.property(steps, (all) =>
      walk(all, ({ replies }) => {
        for (const { text, held } of replies) {
          const words = held?.done ?? text;
          expect(words.trim()).not.toBe('');
          expect(words.replaceAll(/\{(code|due)\}/g, '')).not.toMatch(/\{[a-z]+\}/);
        }
      }),
    ),
    RUNS,
  );
});

test("danger is answered first, at once and alone; only an officer's words to a named case are for it", () => {
  fc.assert(
    fc.property(steps, (all) =>
      walk(all, ({ replies, outcome }, _before, step) => {
        if (step.told || !step.meant.dangerNow) return;
        const names = codedOf(step.text) || numberedAnswerOf(step.text) || step.known.quotedCase !== null;
        if (step.known.officer && names && outcome !== 'emergency') return;
        expect(outcome).toBe('emergency');
        expect(replies[0]?.held).toBeNull();
        expect(replies[0]?.text).toMatch(/11[1345]/);
        expect(replies).toHaveLength(2);
      }),
    ),
    RUNS,
  );
});

test('a number means what the last menu showed', () => {
  fc.assert(
    fc.property(steps, fc.nat(8), (all, pick) => {
      let at: { standing: Standing; known: Facts } = { standing: FRESH, known: facts() };
      walk(all, (decision, _before, step) => {
        at = { standing: decision.after, known: step.known };
      });
      const { standing, known: now } = at;
      const choice = standing.offered[pick % Math.max(1, standing.offered.length)];
      // Several cards of an officer are asked about, see the officer's tests; a quote comes before any menu.
      if (
        !choice ||
        now.officer ||
        now.quotedCase ||
        standing.offered.filter(({ say }) => say === choice.say).length > 1
      )
        return;
      const byNumber = decide(standing, [heard(String(choice.n))], now, knowledge);
      const bySaying = decide(standing, [heard(choice.say)], now, knowledge);
      expect(textOf(byNumber)).toBe(textOf(bySaying));
      expect(byNumber.effects.map(({ do: kind }) => kind)).toEqual(
        bySaying.effects.map(({ do: kind }) => kind),
      );
    }),
    RUNS,
  );
});

test('where a person stands is plain JSON, and a hidden name never reaches who is excluded', () => {
  fc.assert(
    fc.property(steps, (all) =>
      walk(all, ({ after, effects }) => {
        expect(JSON.parse(JSON.stringify(after))).toEqual(after);
        for (const effect of effects) {
          if (effect.do !== 'open-case') continue;
          const { told: who, excluded } = effect.draft;
          expect(who.filter((code) => excluded.includes(code))).toEqual([]);
        }
      }),
    ),
    RUNS,
  );
});
