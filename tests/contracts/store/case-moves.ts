import type { CaseStatus } from '../../../src/model/case.ts';
import type { Store } from '../../../src/store/store.ts';
import { fresh, given, type Shared } from './house.ts';
import { draft, later, T0, who } from './samples.ts';

const ANY: { from: CaseStatus[]; holders: null } = {
  from: ['new', 'open', 'waiting', 'resolved', 'withdrawn'],
  holders: null,
};

export function describeMoves(shared: Shared): void {
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
}
