import type { Case, CaseStatus } from '../../../src/model/case.ts';
import { CASE_CODE } from '../../../src/model/case.ts';
import type { Store } from '../../../src/store/store.ts';
import { fresh, given, inEmpty, type Shared, trues } from './house.ts';
import { draft, later, T0, who } from './samples.ts';

const addressOf = (id: string) => ({ channel: 'zalo-oa' as const, account: 'oa', id });

export function describePeople(shared: Shared): void {
  describe('people', () => {
    const { store, other, house } = shared;

    test('get a random id at their first word and keep it', async () => {
      const address = addressOf(fresh('9'));
      const person = await store().people.ensure(address);
      expect(person.address).toEqual(address);
      expect(await store().people.ensure(address)).toEqual(person);
      expect(await store().people.find(address)).toEqual({ ...person, officer: null });
      expect(await store().people.get(person.id)).toEqual({ ...person, officer: null });
      expect(person.id).not.toContain(address.id);
    });

    test('who never wrote is nobody', async () => {
      expect(await store().people.find(addressOf(fresh('9')))).toBeNull();
      expect(await store().people.get(fresh('nobody'))).toBeNull();
    });

    test('one address is one person, however many see them first', async () => {
      const address = addressOf(fresh('9'));
      const seen = await Promise.all(
        Array.from({ length: 20 }, (_, i) => (i % 2 ? store() : other()).people.ensure(address)),
      );
      expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
    });

    test('channel, account and id together tell people apart', async () => {
      const id = fresh('9');
      const addresses = [
        { channel: 'zalo-oa', account: 'a', id },
        { channel: 'zalo-oa', account: 'b', id },
        { channel: 'messenger', account: 'a', id },
        { channel: 'messenger', account: 'a', id: `${id}1` },
      ] as const;
      const people = await Promise.all(addresses.map((address) => store().people.ensure(address)));
      expect(new Set(people.map((person) => person.id)).size).toBe(4);
    });

    test('who they are is not readable in the store', async () => {
      const id = fresh('9');
      await store().people.ensure(addressOf(id));
      expect(JSON.stringify(await house().raw('people'))).not.toContain(id);
    });

    test('an officer bound by another process is seen at once', async () => {
      const address = addressOf(fresh('9'));
      const officer = fresh('o');
      const { id } = await store().people.ensure(address);
      await other().people.bindOfficer(id, officer);
      expect((await store().people.get(id))?.officer).toBe(officer);
      expect((await store().people.find(address))?.officer).toBe(officer);
      expect((await store().people.ensure(address)).id).toBe(id);
    });

    test(
      "an officer's accounts, the newest last; and everybody who is an officer",
      inEmpty(shared, async (own) => {
        const bound: string[] = [];
        for (const [i, officer] of ['o1', 'o2', 'o1'].entries()) {
          const { id } = await own.people.ensure(addressOf(fresh('9')));
          house().setNow(later(10 - i));
          await own.people.bindOfficer(id, officer);
          bound.push(id);
        }
        house().setNow(null);
        await own.people.ensure(addressOf(fresh('9')));
        const ids = (people: { id: string }[]) => people.map(({ id }) => id);
        expect(ids(await own.people.ofOfficer('o1'))).toEqual([bound[2], bound[0]]);
        expect(ids(await own.people.officers())).toEqual([bound[2], bound[1], bound[0]]);
        expect(await own.people.ofOfficer('nobody')).toEqual([]);
      }),
    );

    test('a person who is not there cannot be bound', async () => {
      await expect(store().people.bindOfficer(fresh('nobody'), 'o1')).rejects.toMatchObject({
        code: 'not_found',
      });
    });
  });
}

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

  describe('moving a case', () => {
    const { store, other } = shared;
    const open = (more = {}) => store().cases.open(fresh('effect'), draft(more), who());
    const read = async (code: string) => given(await store().cases.get(code));
    const accept = (officer: string) => ({
      set: { status: 'open' as const, holder: officer, acceptedAt: later(1), clockAt: later(9) },
      history: { at: later(1), what: 'accepted' as const, by: officer, why: '' },
      exchange: `x-${officer}`,
    });

    test('is one update: fields, history, exchange and its own id', async () => {
      const before = await open();
      expect(
        await store().cases.move(before.code, 'm1', { from: ['new'], holders: null }, accept('o1')),
      ).toBe('done');
      expect(await read(before.code)).toEqual({
        ...before,
        ...accept('o1').set,
        history: [...before.history, accept('o1').history],
        exchanges: [...before.exchanges, 'x-o1'],
        applied: ['m1'],
      });
    });

    test('run again it changes nothing and is done', async () => {
      const { code } = await open();
      const patch = { set: {}, history: { at: T0, what: 'noted' as const, by: 'o1', why: 'ví dụ' } };
      for (let i = 0; i < 3; i++) expect(await store().cases.move(code, 'm1', ANY, patch)).toBe('done');
      const moved = await read(code);
      expect(moved.history).toHaveLength(2);
      expect(moved.applied).toEqual(['m1']);
    });

    test('of two officers who accept at once one has it', async () => {
      const { code } = await open();
      const move = (own: Store, officer: string) =>
        own.cases.move(code, officer, { from: ['new'], holders: null }, accept(officer));
      const outcomes = await Promise.all([move(store(), 'o1'), move(other(), 'o2'), move(store(), 'o3')]);
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
      const winner = `o${outcomes.indexOf('done') + 1}`;
      expect(await read(code)).toMatchObject({ holder: winner, applied: [winner] });
    });

    test.each<[string, Parameters<Store['cases']['move']>[2], 'done' | 'no match']>([
      ['its state', { from: ['open', 'waiting'], holders: null }, 'done'],
      ['another state', { from: ['new'], holders: null }, 'no match'],
      ['no state', { from: [], holders: null }, 'no match'],
      ['its holder', { from: ['open'], holders: ['o9', 'o1'] }, 'done'],
      ['another holder', { from: ['open'], holders: ['o2', null] }, 'no match'],
      ['no holder', { from: ['open'], holders: [] }, 'no match'],
      ['its clock', { from: ['open'], holders: null, clockDue: later(4 * 3_600_000) }, 'done'],
      ['an older clock', { from: ['open'], holders: null, clockDue: later(3 * 3_600_000) }, 'no match'],
    ])('asked for %s', async (_, match, outcome) => {
      const { code } = await open();
      await store().cases.move(code, 'm1', ANY, accept('o1'));
      const before = await read(code);
      // A refusal is recorded exactly when the move would not match.
      await store().cases.refuse(code, 'm2', match);
      expect((await read(code)).applied).toEqual(outcome === 'done' ? ['m1'] : ['m1', 'm2!']);
      expect(await store().cases.move(code, 'm3', match, { set: { text: 'ví dụ khác' } })).toBe(outcome);
      expect((await read(code)).text).toBe(outcome === 'done' ? 'ví dụ khác' : before.text);
    });

    test('nobody holds it while it is new: null is such a holder', async () => {
      const { code } = await open();
      const match = { from: ['new' as const], holders: ['o1', null] };
      expect(await store().cases.move(code, 'm1', match, { set: {} })).toBe('done');
    });

    test('a refused move stays refused although the state comes back', async () => {
      const { code } = await open();
      const match = { from: ['open' as const], holders: null };
      expect(await store().cases.move(code, 'm1', match, { set: {} })).toBe('no match');
      await store().cases.refuse(code, 'm1', match);
      await store().cases.move(code, 'm2', ANY, { set: { status: 'open' } });
      expect(await store().cases.move(code, 'm1', match, { set: { status: 'resolved' } })).toBe('refused');
      expect(await read(code)).toMatchObject({ status: 'open', applied: ['m1!', 'm2'] });
    });

    test('what is done is never refused, and what is refused only once', async () => {
      const { code } = await open();
      await store().cases.move(code, 'm1', ANY, { set: {} });
      await store().cases.refuse(code, 'm1', { from: ['open'], holders: null });
      const refuse = () => store().cases.refuse(code, 'm2', { from: ['open'], holders: null });
      await Promise.all([refuse(), refuse(), refuse()]);
      expect((await read(code)).applied).toEqual(['m1', 'm2!']);
    });

    test('of a move and its refusal at once exactly one is recorded', async () => {
      const { code } = await open();
      const match = { from: ['open' as const], holders: null };
      await Promise.all([
        store().cases.move(code, 'm0', ANY, { set: { status: 'open' } }),
        store().cases.refuse(code, 'm1', match),
        store().cases.move(code, 'm1', match, { set: {} }),
      ]);
      const { applied } = await read(code);
      expect(applied.filter((id) => id.startsWith('m1')).length).toBeLessThanOrEqual(1);
    });

    test('takes fields away', async () => {
      const { code } = await open();
      await store().cases.move(code, 'm1', ANY, {
        set: { clock: null, clockAt: null },
        unset: ['legalDue', 'consent'],
      });
      expect(await read(code)).toMatchObject({ clock: null, clockAt: null, legalDue: null, consent: null });
      expect(await store().cases.clocksDue(later(1e12), 1000)).not.toContainEqual(
        expect.objectContaining({ code }),
      );
    });

    test('of a case that is not there matches nothing', async () => {
      expect(await store().cases.move('ZZ-ZZZ', 'm1', ANY, { set: {} })).toBe('no match');
      await store().cases.refuse('ZZ-ZZZ', 'm1', { from: [], holders: null });
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
  });
}
