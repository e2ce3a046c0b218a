import type { Case, CaseStatus } from '../../../src/model/case.ts';
import { CASE_CODE } from '../../../src/model/case.ts';
import type { CaseFilter } from '../../../src/store/store.ts';
import { fresh, given, inEmpty, type Shared, trues } from './house.ts';
import { draft, later, T0, who } from './samples.ts';

const ANY: { from: CaseStatus[]; holders: null } = {
  from: ['new', 'open', 'waiting', 'resolved', 'withdrawn'],
  holders: null,
};

export function describeCases(shared: Shared): void {
  describe('opening a case', () => {
    const { store, other, house } = shared;

    test('gives it a code and everything the draft says', async () => {
      const by = who();
      const opened = await store().cases.open(fresh('effect'), draft(), by);
      expect(opened.code).toMatch(CASE_CODE);
      const { acceptDue, consent: _, legalDue, ...rest } = draft();
      const expected: Case = {
        ...rest,
        code: opened.code,
        status: 'new',
        person: by.person,
        channel: by.channel,
        holder: null,
        openedAt: T0,
        acceptedAt: null,
        answeredAt: null,
        unansweredSince: T0,
        clock: { kind: 'accept', from: T0, due: new Date(given(acceptDue)) },
        clockAt: T0,
        legalDue: new Date(given(legalDue)),
        consent: { version: 'v1', at: T0 },
        exchanges: [by.exchange],
        history: [{ at: T0, what: 'opened', by: 'worker', why: '' }],
        applied: [],
      };
      expect(opened).toEqual(expected);
      expect(await store().cases.get(opened.code)).toEqual(expected);
    });

    test('without anybody to accept it no clock runs', async () => {
      const opened = await store().cases.open(
        fresh('effect'),
        draft({ acceptDue: null, unreachable: true }),
        who(),
      );
      expect(opened).toMatchObject({ clock: null, clockAt: null, unreachable: true });
    });

    test('the same effect opens it once, in any number of processes', async () => {
      const effect = fresh('effect');
      const by = who();
      const opened = await Promise.all(
        Array.from({ length: 12 }, (_, i) => (i % 2 ? store() : other()).cases.open(effect, draft(), by)),
      );
      expect(new Set(opened.map(({ code }) => code)).size).toBe(1);
      expect(await store().cases.ofPerson(by.person)).toHaveLength(1);
    });

    test('no two cases have one code', async () => {
      const opened = await Promise.all(
        Array.from({ length: 40 }, (_, i) =>
          (i % 2 ? store() : other()).cases.open(fresh('effect'), draft(), who()),
        ),
      );
      expect(new Set(opened.map(({ code }) => code)).size).toBe(40);
    });

    test(
      'a code that is taken, because a counter was set back, is left out',
      inEmpty(shared, async (own) => {
        const first = await own.cases.open('e1', draft(), who());
        const meta = (await house().behind()).connection.collection<{ _id: string }>('meta');
        await meta.updateOne({ _id: 'cases' }, { $set: { count: 0 } });
        const second = await own.cases.open('e2', draft(), who());
        expect(second.code).not.toBe(first.code);
        expect((await own.cases.get(first.code))?.person).toBe(first.person);
      }),
    );

    test('an unknown code is no case', async () => {
      expect(await store().cases.get('ZZ-ZZZ')).toBeNull();
    });
  });

  describe('finding cases', () => {
    const { store } = shared;
    const codes = (cases: Case[]) => cases.map(({ code }) => code);
    const open = async (
      more: Parameters<typeof draft>[0],
      by: Parameters<typeof who>[0],
      set: Partial<Case> = {},
    ) => {
      const { code } = await store().cases.open(fresh('effect'), draft(more), who(by));
      await store().cases.move(code, fresh('m'), ANY, { set });
      return code;
    };

    test("a person's, newest first", async () => {
      const person = fresh('person');
      const older = await open({}, { person, at: later(1) });
      const newer = await open({}, { person, at: later(2) }, { status: 'resolved' });
      await open({}, {});
      expect(codes(await store().cases.ofPerson(person))).toEqual([newer, older]);
    });

    test("an officer's: held by or told to them, and not yet ended, oldest first", async () => {
      const officer = fresh('o');
      const told = [fresh('o'), officer];
      const held = await open({ told: [] }, { at: later(3) }, { holder: officer, status: 'waiting' });
      const toldOf = await open({ told }, { at: later(2) });
      const both = await open({ told }, { at: later(1) }, { holder: officer, status: 'open' });
      await open({ told }, {}, { holder: officer, status: 'resolved' });
      await open({ told: [] }, {}, { holder: officer, status: 'withdrawn' });
      await open({ told: [fresh('o')] }, {}, { holder: fresh('o') });
      expect(codes(await store().cases.ofOfficer(officer))).toEqual([both, toldOf, held]);
    });

    test(
      'those whose clock is due, the longest due first',
      inEmpty(shared, async (own) => {
        const at = async (clockAt: Date | null) => {
          const { code } = await own.cases.open(fresh('effect'), draft(), who());
          await own.cases.move(code, 'm1', ANY, { set: { clockAt } });
          return code;
        };
        const second = await at(later(20));
        const first = await at(later(10));
        await at(later(31));
        await at(null);
        const third = await at(later(30));
        expect(codes(await own.cases.clocksDue(later(30), 10))).toEqual([first, second, third]);
        expect(codes(await own.cases.clocksDue(later(30), 2))).toEqual([first, second]);
        expect(await own.cases.moveClockMark(first, later(11), later(99))).toBe(false);
        expect(await own.cases.moveClockMark(first, later(10), later(99))).toBe(true);
        expect(await own.cases.moveClockMark(first, later(10), null)).toBe(false);
        expect(await own.cases.moveClockMark(second, later(20), null)).toBe(true);
        expect(codes(await own.cases.clocksDue(later(30), 10))).toEqual([third]);
        expect((await own.cases.get(second))?.clockAt).toBeNull();
        const racers = [1, 2, 3, 4].map((i) => own.cases.moveClockMark(third, later(30), later(100 + i)));
        expect(trues(await Promise.all(racers))).toBe(1);
      }),
    );

    test(
      'the list, page by page, by state and unit',
      inEmpty(shared, async (own) => {
        const all: Case[] = [];
        for (let i = 0; i < 24; i++) {
          const unit = i % 3 === 0 ? null : `u${i % 2}`;
          const opened = await own.cases.open(
            fresh('effect'),
            draft({ unit }),
            who({ at: later(Math.floor(i / 5)) }),
          );
          if (i % 4 === 0) await own.cases.move(opened.code, 'm1', ANY, { set: { status: 'open' } });
          all.push(given(await own.cases.get(opened.code)));
        }
        all.sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime() || (a.code < b.code ? -1 : 1));
        for (const filter of [
          {},
          { status: 'open' as const },
          { unit: 'u1' },
          { status: 'new' as const, unit: 'u0' },
        ]) {
          const listed: Case[] = [];
          let after: string | null = null;
          do {
            const page: Case[] = await own.cases.list(filter, after, 4);
            listed.push(...page);
            after = page.at(-1)?.code ?? null;
          } while (after !== null);
          const matches = all.filter(
            (one) =>
              ('status' in filter ? one.status === filter.status : true) &&
              ('unit' in filter ? one.unit === filter.unit : true),
          );
          expect(codes(listed)).toEqual(codes(matches));
        }
        await expect(own.cases.list({}, 'ZZ-ZZZ', 4)).rejects.toMatchObject({ code: 'not_found' });
      }),
    );

    test(
      'what staff look for, newest first, page by page',
      inEmpty(shared, async (own) => {
        const all: Case[] = [];
        for (let i = 0; i < 18; i++) {
          const more = {
            unit: `u${i % 3}`,
            kind: i % 2 ? 'hardship' : 'complaint',
            told: [`o${i % 2}`],
          } as const;
          const made = draft({ ...more, told: [...more.told] });
          const opened = await own.cases.open(fresh('effect'), made, who({ at: later(Math.floor(i / 4)) }));
          if (i % 5 === 0)
            await own.cases.move(opened.code, 'm1', ANY, { set: { status: 'open', holder: 'o9' } });
          all.push(given(await own.cases.get(opened.code)));
        }
        all.sort((a, b) => b.openedAt.getTime() - a.openedAt.getTime() || (a.code < b.code ? 1 : -1));
        const due = new Date(given(draft().acceptDue));
        const wanted: [CaseFilter, (one: Case) => boolean][] = [
          [{}, () => true],
          [{ statuses: ['open'] }, ({ status }) => status === 'open'],
          [
            { kinds: ['hardship'], units: ['u0', 'u1'] },
            ({ kind, unit }) => kind === 'hardship' && unit !== 'u2',
          ],
          [{ having: 'o9' }, ({ holder }) => holder === 'o9'],
          [
            { having: 'o1', statuses: ['new'] },
            ({ told, status }) => told.includes('o1') && status === 'new',
          ],
          [{ dueBefore: due }, () => false],
          [{ dueBefore: new Date(due.getTime() + 1) }, () => true],
        ];
        for (const [filter, isWanted] of wanted) {
          const listed: Case[] = [];
          for (let last: Case | undefined; ; ) {
            const after = last ? { at: last.openedAt, code: last.code } : null;
            const page = await own.cases.page(filter, after, 4);
            listed.push(...page);
            last = page.at(-1);
            if (!last) break;
          }
          expect(codes(listed)).toEqual(codes(all.filter(isWanted)));
        }
      }),
    );
  });
}
