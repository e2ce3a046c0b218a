import type { NewAccount } from '../../../src/model/staff.ts';
import { fresh, given, type Shared, trues } from './house.ts';
import { later, T0 } from './samples.ts';

const account = (login: string, more: Partial<NewAccount> = {}): NewAccount => ({
  login,
  name: 'Người ví dụ',
  role: 'officer',
  unit: 'cty-a',
  officer: null,
  ...more,
});
const session = (login: string, minutes = 0) => ({
  account: login,
  createdAt: later(minutes),
  seenAt: later(minutes),
  browser: 'Chrome, Windows',
});

export function describeStaff(shared: Shared): void {
  const { store, other, house } = shared;

  describe('accounts', () => {
    test('are added once, whoever races, and found by their login', async () => {
      const login = fresh('a');
      const added = await Promise.all(
        Array.from({ length: 10 }, (_, i) => (i % 2 ? store() : other()).staff.add(account(login), 'hash')),
      );
      expect(trues(added)).toBe(1);
      expect(await other().staff.get(login)).toMatchObject({
        ...account(login),
        endedAt: null,
        hasPassword: true,
      });
      expect((await store().staff.list()).map((one) => one.login)).toContain(login);
      expect(await store().staff.isEmpty()).toBe(false);
      expect(await store().staff.get(fresh('nobody'))).toBeNull();
    });

    test('keep the hash sealed, for this login alone', async () => {
      const login = fresh('a');
      await store().staff.add(account(login), 'scrypt$hash-of-mine');
      expect(JSON.stringify(await house().raw('staff'))).not.toContain('hash-of-mine');
      expect(await other().staff.passwordOf(login)).toBe('scrypt$hash-of-mine');
      await store().staff.setPassword(login, null);
      expect(await store().staff.passwordOf(login)).toBeNull();
      expect(await store().staff.get(login)).toMatchObject({ hasPassword: false });
    });

    test('end once, and an ended one has no password and takes none', async () => {
      const login = fresh('a');
      await store().staff.add(account(login), 'hash');
      expect(await store().staff.end(login, T0)).toBe(true);
      expect(await store().staff.end(login, later(9))).toBe(false);
      expect(await store().staff.passwordOf(login)).toBeNull();
      expect(await store().staff.setPassword(login, 'new')).toBe(false);
      expect(await store().staff.add(account(login), 'again')).toBe(false);
      expect(given(await store().staff.get(login)).endedAt).toEqual(T0);
    });
  });

  describe('accounts that change', () => {
    test('are given another role, unit and officer while they are open', async () => {
      const login = fresh('a');
      await store().staff.add(account(login), 'hash');
      const place = { role: 'staff', unit: null, officer: 'o1' } as const;
      expect(await other().staff.assign(login, place)).toBe(true);
      expect(await store().staff.get(login)).toMatchObject({ ...account(login), ...place });
      await store().staff.end(login, T0);
      expect(await store().staff.assign(login, place)).toBe(false);
      expect(await store().staff.assign(fresh('nobody'), place)).toBe(false);
    });

    test('are reopened once, without a password', async () => {
      const login = fresh('a');
      await store().staff.add(account(login), 'hash');
      expect(await store().staff.reopen(login)).toBe(false);
      await store().staff.end(login, T0);
      expect(await other().staff.reopen(login)).toBe(true);
      expect(await store().staff.reopen(login)).toBe(false);
      expect(await store().staff.get(login)).toMatchObject({ endedAt: null, hasPassword: false });
      expect(await store().staff.setPassword(login, 'new')).toBe(true);
    });
  });

  describe('officers of the tree', () => {
    const atDesk = async () =>
      (await other().union.tree()).officers.filter((one) => one.isAtDesk).map(({ code }) => code);

    test('are at the desk while an account of theirs can sign in, and each change makes a new version', async () => {
      const [login, code] = [fresh('a'), fresh('o')];
      const officer = { code, name: 'Cán bộ (ví dụ)', unit: 'dl', duties: ['cases' as const] };
      const whole = { ...officer, channels: [], languages: ['vi'], endedAt: null, persons: [] };
      await store().union.replace({ units: [], officers: [whole] });
      const versions = [await other().union.version()];
      const step = async (done: Promise<boolean>, expected: string[]) => {
        await done;
        versions.push(await other().union.version());
        expect(await atDesk()).toEqual(expected);
      };
      const { staff } = store();
      await step(staff.add(account(login, { officer: code }), null), []);
      await step(staff.setPassword(login, 'hash'), [code]);
      await step(staff.assign(login, { role: 'officer', unit: 'dl', officer: null }), []);
      await step(staff.assign(login, { role: 'officer', unit: 'dl', officer: code }), [code]);
      await step(staff.end(login, T0), []);
      expect(new Set(versions).size).toBe(versions.length);
      // What the file does not say is not stored with the officer.
      expect(JSON.stringify(await house().raw('officers'))).not.toContain('isAtDesk');
    });
  });

  describe('sessions of staff', () => {
    test('are found by their token, which stands nowhere', async () => {
      const [login, token] = [fresh('a'), fresh('token')];
      await store().staff.sessions.begin(token, session(login));
      const found = given(await other().staff.sessions.find(token));
      expect(found).toMatchObject(session(login));
      await other().staff.sessions.touch(found.id, later(3));
      expect(given(await store().staff.sessions.find(token)).seenAt).toEqual(later(3));
      expect(JSON.stringify(await house().raw('staff-sessions'))).not.toContain(token);
      expect(await store().staff.sessions.find(fresh('token'))).toBeNull();
    });

    test('end by their account alone, one by one or all but one', async () => {
      const login = fresh('a');
      const tokens = [fresh('t'), fresh('t'), fresh('t')] as const;
      for (const [i, token] of tokens.entries()) await store().staff.sessions.begin(token, session(login, i));
      const [newest, middle] = await store().staff.sessions.ofAccount(login);
      expect(await store().staff.sessions.end(fresh('other'), given(middle).id)).toBe(false);
      expect(await store().staff.sessions.end(login, given(middle).id)).toBe(true);
      expect(await other().staff.sessions.find(tokens[1])).toBeNull();
      await store().staff.sessions.endAll(login, given(newest).id);
      expect((await store().staff.sessions.ofAccount(login)).map(({ id }) => id)).toEqual([given(newest).id]);
      await store().staff.sessions.endAll(login, null);
      expect(await store().staff.sessions.ofAccount(login)).toEqual([]);
    });

    test('old ones are forgotten', async () => {
      const [old, young] = [fresh('t'), fresh('t')];
      await store().staff.sessions.begin(old, session(fresh('a'), -100));
      await store().staff.sessions.begin(young, session(fresh('a'), 100));
      await store().staff.sessions.forgetBefore(T0);
      expect(await store().staff.sessions.find(old)).toBeNull();
      expect(await store().staff.sessions.find(young)).not.toBeNull();
    });
  });

  describe('second factors', () => {
    const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    async function offered(): Promise<string> {
      const login = fresh('a');
      await store().staff.add(account(login), 'hash');
      expect(await store().staff.factors.get(login)).toBeNull();
      expect(await store().staff.factors.offer(login, SECRET)).toBe(true);
      return login;
    }

    test('are offered, confirmed once, and stand nowhere to be read', async () => {
      const login = await offered();
      expect(await other().staff.factors.get(login)).toEqual({ secret: SECRET, isOn: false, codesLeft: 0 });
      expect(await store().staff.get(login)).toMatchObject({ hasSecondFactor: false });
      const confirmed = await Promise.all(
        [store(), other()].map(({ staff }) =>
          staff.factors.confirm(login, 7, ['abcde-fghjk', 'mnpqr-stuvw']),
        ),
      );
      expect(trues(confirmed)).toBe(1);
      expect(await other().staff.factors.get(login)).toEqual({ secret: SECRET, isOn: true, codesLeft: 2 });
      expect(given(await store().staff.get(login))).toMatchObject({ hasSecondFactor: true });
      expect(Object.keys(given(await store().staff.get(login))).join()).not.toContain('factorSecret');
      expect(JSON.stringify(await house().raw('staff'))).not.toMatch(/GEZDGNBV|abcde-fghjk/);
      expect(await store().staff.factors.offer(login, SECRET)).toBe(false);
    });

    test('take each step and each recovery code once, whoever races', async () => {
      const login = await offered();
      expect(await store().staff.factors.useStep(login, 9)).toBe(false);
      await store().staff.factors.confirm(login, 7, ['abcde-fghjk', 'mnpqr-stuvw']);
      const race = (use: (factors: ReturnType<typeof store>['staff']['factors']) => Promise<boolean>) =>
        Promise.all(Array.from({ length: 6 }, (_, i) => use((i % 2 ? store() : other()).staff.factors)));
      expect(trues(await race((factors) => factors.useStep(login, 8)))).toBe(1);
      expect(await store().staff.factors.useStep(login, 7)).toBe(false);
      expect(trues(await race((factors) => factors.useCode(login, 'abcde-fghjk')))).toBe(1);
      expect(await store().staff.factors.useCode(login, 'zzzzz-zzzzz')).toBe(false);
      expect(given(await other().staff.factors.get(login)).codesLeft).toBe(1);
      await store().staff.factors.renewCodes(login, ['22222-33333']);
      expect(await store().staff.factors.useCode(login, 'mnpqr-stuvw')).toBe(false);
      expect(await store().staff.factors.useCode(login, '22222-33333')).toBe(true);
    });

    test('are removed whole, and are none of an account that has ended', async () => {
      const login = await offered();
      await store().staff.factors.confirm(login, 7, ['abcde-fghjk']);
      expect(await other().staff.factors.remove(login)).toBe(true);
      expect(await store().staff.factors.remove(login)).toBe(false);
      expect(await store().staff.factors.get(login)).toBeNull();
      await store().staff.end(login, T0);
      expect(await store().staff.factors.offer(login, SECRET)).toBe(false);
    });
  });

  describe('one-time links', () => {
    test('work once, for one of many who press at once', async () => {
      const token = fresh('link');
      await store().staff.links.create(token, { kind: 'first', account: null, expiresAt: later(10) });
      expect(await other().staff.links.find(token, T0)).toEqual({ kind: 'first', account: null });
      const used = await Promise.all(
        Array.from({ length: 10 }, (_, i) => (i % 2 ? store() : other()).staff.links.use(token, T0)),
      );
      expect(trues(used)).toBe(1);
      expect(await store().staff.links.find(token, T0)).toBeNull();
      expect(JSON.stringify(await house().raw('staff-links'))).not.toContain(token);
    });

    test('expire, and a newer one for the same account replaces them', async () => {
      const [login, one, two] = [fresh('a'), fresh('link'), fresh('link')];
      const link = { kind: 'invite', account: login, expiresAt: later(10) } as const;
      await store().staff.links.create(one, link);
      expect(await store().staff.links.find(one, later(10))).toBeNull();
      expect(await store().staff.links.use(one, later(10))).toBe(false);
      await store().staff.links.create(two, link);
      expect(await store().staff.links.use(one, T0)).toBe(false);
      expect(await store().staff.links.find(two, T0)).toEqual({ kind: 'invite', account: login });
    });
  });

  describe('attempts', () => {
    test('are counted in one window by every process, none lost', async () => {
      const key = fresh('address');
      const counts = await Promise.all(
        Array.from({ length: 20 }, (_, i) => (i % 2 ? store() : other()).staff.tries.count(key, T0, 60_000)),
      );
      expect(counts.map(({ count }) => count).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, i) => i + 1),
      );
      expect(JSON.stringify(await house().raw('tries'))).not.toContain(key);
    });

    test('begin again after the window, are given back and forgotten', async () => {
      const key = fresh('address');
      const { tries } = store().staff;
      const minute = (at: number) => new Date(T0.getTime() + at * 60_000);
      expect(await tries.count(key, minute(0), 60_000)).toMatchObject({ count: 1, until: minute(1) });
      await tries.giveBack(key);
      expect(await tries.count(key, minute(0.5), 60_000)).toMatchObject({ count: 1, until: minute(1) });
      expect(await tries.count(key, minute(1), 60_000)).toMatchObject({ count: 1, until: minute(2) });
      await tries.forget(key);
      await tries.forget(key);
      expect(await tries.count(key, minute(1.5), 60_000)).toMatchObject({ count: 1 });
    });
  });

  describe('what signing in leaves behind', () => {
    const idsIn = async (collection: string) =>
      new Set((await house().raw(collection)).map((one) => JSON.stringify(one)));

    test('windows that are over are removed, one that runs goes on counting', async () => {
      const { tries } = store().staff;
      const [over, running] = [fresh('address'), fresh('address')];
      const before = await idsIn('tries');
      await tries.count(over, T0, 60_000);
      await tries.count(running, T0, 600_000);
      expect((await idsIn('tries')).size).toBe(before.size + 2);
      await other().staff.tries.forgetBefore(later(60_000));
      expect(await tries.count(running, later(60_001), 600_000)).toMatchObject({ count: 2 });
      expect(await tries.count(over, later(-1), 60_000)).toMatchObject({ count: 1 });
      await tries.forgetBefore(later(3_600_000));
      expect((await idsIn('tries')).size).toBe(0);
    });

    test('links that were used or have run out are removed, one that works stays', async () => {
      const { links } = store().staff;
      const [used, expired, works] = [fresh('link'), fresh('link'), fresh('link')];
      const link = (minutes: number) =>
        ({ kind: 'invite', account: fresh('a'), expiresAt: later(minutes) }) as const;
      await links.create(used, link(10));
      await links.use(used, T0);
      await links.create(expired, link(1));
      await links.create(works, link(10));
      await other().staff.links.forgetBefore(later(1));
      expect(await links.find(works, later(2))).toMatchObject({ kind: 'invite' });
      // Gone, not only useless: the same token can be given out again.
      await links.create(used, link(10));
      await links.create(expired, link(10));
      await links.forgetBefore(later(1000));
      expect((await idsIn('staff-links')).size).toBe(0);
    });
  });

  describe('the audit', () => {
    test('lists newest first, page by page, of everybody, one person or one target', async () => {
      const [who, target] = [fresh('who'), fresh('target')];
      const { audit } = store();
      house().setNow(T0);
      for (let i = 0; i < 5; i++)
        await audit.record({ who, what: 'signed-in', target: i % 2 ? target : null, why: `${i}` });
      house().setNow(null);
      const first = await other().audit.list({ who }, null, 3);
      const rest = await other().audit.list({ who }, given(first.at(-1)), 3);
      expect(new Set([...first, ...rest].map(({ why }) => why)).size).toBe(5);
      expect([first.length, rest.length]).toEqual([3, 2]);
      expect(given(first[0])).toMatchObject({ at: T0, who, what: 'signed-in' });
      expect(await audit.list({ target }, null, 9)).toHaveLength(2);
      expect((await audit.list({}, null, 100)).length).toBeGreaterThanOrEqual(5);
    });
  });
}
