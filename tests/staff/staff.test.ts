import { createStaffParts } from '../../src/console/console.ts';
import type { NewAccount } from '../../src/model/staff.ts';
import { canSee } from '../../src/staff/can-see.ts';
import { indexTree } from '../../src/union/tree-index.ts';
import { openTestStore, type TestStore } from '../cases/test-store.ts';
import { UNITS } from '../console/start-console.ts';
import { createFakeWorld } from '../fakes/fake-world.ts';

const MINUTE = 60_000;
const PASSWORD = 'ba con mèo ví dụ';
const CHEAP = { N: 2, r: 1, p: 1 };
let opened: TestStore;
let made = 0;
beforeAll(async () => {
  opened = await openTestStore();
  await opened.store.union.replace({ units: UNITS, officers: [] });
});
afterAll(() => opened.close());

/** The parts over a clock of their own, and an account with a password. */
async function setUp(more: Partial<NewAccount> = {}) {
  const world = createFakeWorld({ ids: `w${++made}` });
  const parts = createStaffParts({ store: opened.store, world, cost: CHEAP });
  const login = `nguoi${made}`;
  const account: NewAccount = {
    login,
    name: 'Người ví dụ',
    role: 'admin',
    unit: null,
    officer: null,
    ...more,
  };
  expect(await parts.accounts.add(account, PASSWORD, 'command')).toMatchObject({ ok: true });
  const signIn = (password: string, from: { address?: string; login?: string } = {}) =>
    parts.signIn.withPassword({ login, password, address: `10.0.0.${made}`, browser: 'Chrome', ...from });
  const tokenOf = async () => {
    const result = await signIn(PASSWORD);
    if (result.is !== 'in') throw new Error(`not signed in: ${result.is}`);
    return result.token;
  };
  return { ...parts, world, login, signIn, tokenOf, store: opened.store };
}

describe('a session', () => {
  test('ends after 30 minutes without anything done, and lasts while something is', async () => {
    const { sessions, world, tokenOf } = await setUp();
    const token = await tokenOf();
    for (let i = 0; i < 4; i++) {
      await world.pass(29 * MINUTE);
      expect(await sessions.read(token)).not.toBeNull();
    }
    await world.pass(30 * MINUTE);
    expect(await sessions.read(token)).toBeNull();
  });

  test('ends after 12 hours whatever is done', async () => {
    const { sessions, world, tokenOf } = await setUp();
    const token = await tokenOf();
    for (let i = 0; i < 47; i++) {
      await world.pass(15 * MINUTE);
      expect(await sessions.read(token)).not.toBeNull();
    }
    await world.pass(15 * MINUTE);
    expect(await sessions.read(token)).toBeNull();
  });

  test('is not prolonged by a page that only stays open', async () => {
    const { sessions, world, tokenOf } = await setUp();
    const token = await tokenOf();
    await world.pass(20 * MINUTE);
    expect(await sessions.peek(token)).not.toBeNull();
    await world.pass(10 * MINUTE);
    expect(await sessions.peek(token)).toBeNull();
  });

  test('ends at once when the password changes elsewhere, or the account ends', async () => {
    const { sessions, accounts, login, tokenOf } = await setUp();
    const [here, there] = [await tokenOf(), await tokenOf()];
    const mine = await sessions.read(here);
    await accounts.changePassword(login, mine?.session.id ?? '', PASSWORD, 'mưa rừng 7 ghế');
    expect(await sessions.read(there)).toBeNull();
    expect(await sessions.read(here)).not.toBeNull();
    await setUp();
    expect(await accounts.end(login, 'command', null)).toMatchObject({ ok: true });
    expect(await sessions.read(here)).toBeNull();
  });

  test('of an account that was reset ends, and its password no longer works', async () => {
    const { sessions, accounts, login, tokenOf, signIn } = await setUp();
    const token = await tokenOf();
    const reset = await accounts.reset(login, 'command');
    expect(await sessions.read(token)).toBeNull();
    expect(await signIn(PASSWORD)).toMatchObject({ is: 'wrong' });
    const link = reset.ok ? reset.value.token : '';
    expect(await accounts.accept(link, 'ngắn')).toEqual({ ok: false, fault: 'short' });
    expect(await accounts.accept(link, 'mưa rừng 7 ghế')).toEqual({ ok: true, value: login });
    expect(await accounts.accept(link, 'mưa rừng 8 ghế')).toEqual({ ok: false, fault: 'link' });
    expect(await signIn('mưa rừng 7 ghế')).toMatchObject({ is: 'in' });
  });
});

describe('signing in', () => {
  test('an address may be wrong 5 times in 5 minutes, whatever the login', async () => {
    const { signIn, world } = await setUp();
    for (const left of [4, 3, 2, 1, 0])
      expect(await signIn('sai sai sai sai', { login: `ai${left}` })).toEqual({ is: 'wrong', left });
    expect(await signIn(PASSWORD)).toMatchObject({ is: 'wait', seconds: 300 });
    await world.pass(5 * MINUTE);
    expect(await signIn(PASSWORD)).toMatchObject({ is: 'in' });
  });

  test('an account may be tried 10 times in 15 minutes, from wherever', async () => {
    const { signIn, world } = await setUp();
    const from = (n: number) => ({ address: `2001:db8:${made}:${n}::1` });
    for (let n = 0; n < 10; n++)
      expect(await signIn('sai sai sai sai', from(n))).toMatchObject({ is: 'wrong' });
    expect(await signIn(PASSWORD, from(11))).toMatchObject({ is: 'wait' });
    await world.pass(15 * MINUTE);
    expect(await signIn(PASSWORD, from(12))).toMatchObject({ is: 'in' });
  });

  test('many attempts at once are no way around', async () => {
    const { signIn } = await setUp();
    const results = await Promise.all(Array.from({ length: 12 }, () => signIn('sai sai sai sai')));
    expect(results.filter(({ is }) => is === 'wrong')).toHaveLength(5);
  });

  test('a whole /64 of IPv6 is one address', async () => {
    const { signIn } = await setUp();
    const results = [];
    for (let n = 0; n < 6; n++)
      results.push(await signIn('sai sai sai', { address: `2001:db8:f${made}::${n}` }));
    expect(results.at(-1)).toMatchObject({ is: 'wait' });
  });

  test('right attempts cost nothing', async () => {
    const { signIn } = await setUp();
    for (let n = 0; n < 8; n++) expect(await signIn(PASSWORD)).toMatchObject({ is: 'in' });
  });

  test('a hash of yesterday is made anew', async () => {
    const { login, store, signIn } = await setUp();
    const before = await store.staff.passwordOf(login);
    const dearer = createStaffParts({
      store,
      world: createFakeWorld({ ids: `d${made}` }),
      cost: { N: 4, r: 1, p: 1 },
    });
    await dearer.signIn.withPassword({ login, password: PASSWORD, address: '10.9.9.9', browser: '' });
    expect(await store.staff.passwordOf(login)).toMatch(/^scrypt\$4\$/);
    expect(before).toMatch(/^scrypt\$2\$/);
    expect(await signIn(PASSWORD)).toMatchObject({ is: 'in' });
  });

  test('is in the audit, right or wrong, and never what was typed as a login that nobody has', async () => {
    const { login, signIn, store } = await setUp();
    await signIn('sai sai sai sai');
    await signIn('x', { login: 'mat.khau.cua.toi' });
    await signIn(PASSWORD);
    const entries = await store.audit.list({}, null, 3);
    expect(entries.map(({ who, what }) => [who, what])).toEqual([
      [login, 'signed-in'],
      ['?', 'sign-in-failed'],
      [login, 'sign-in-failed'],
    ]);
  });
});

describe('accounts', () => {
  test.each<[Partial<NewAccount>, string]>([
    [{ login: 'A' }, 'login-shape'],
    [{ login: 'có dấu' }, 'login-shape'],
    [{ name: ' ' }, 'name'],
    [{ role: 'officer', unit: null }, 'unit'],
    [{ unit: 'khong-co' }, 'unit'],
    [{ officer: 'khong-co' }, 'officer'],
  ])('%j is refused: %s', async (wrong, fault) => {
    const { accounts } = await setUp();
    const account: NewAccount = {
      login: 'moi.moi',
      name: 'Mới',
      role: 'staff',
      unit: null,
      officer: null,
      ...wrong,
    };
    expect(await accounts.addInvited(account, 'command')).toEqual({ ok: false, fault });
  });

  test('the same login is given out once, large or small', async () => {
    const { accounts, login } = await setUp();
    const again = {
      login: login.toUpperCase(),
      name: 'Mới',
      role: 'staff',
      unit: null,
      officer: null,
    } as const;
    expect(await accounts.add(again, PASSWORD, 'command')).toEqual({ ok: false, fault: 'login-taken' });
  });
});

describe('changing an account', () => {
  const place = (more: Partial<NewAccount> = {}) => ({
    role: 'staff' as const,
    unit: 'dl' as string | null,
    officer: null as string | null,
    ...more,
  });

  test('its sessions end, the next one has the new role, and the audit says what was different', async () => {
    const { accounts, sessions, login, tokenOf, store } = await setUp({ role: 'officer', unit: 'cd-tan-an' });
    const token = await tokenOf();
    expect(await accounts.change(login, place(), 'quan.tri', 'đổi nhiệm vụ')).toEqual({
      ok: true,
      value: true,
    });
    expect(await sessions.read(token)).toBeNull();
    expect((await sessions.read(await tokenOf()))?.account).toMatchObject({
      login,
      role: 'staff',
      unit: 'dl',
    });
    const entries = await store.audit.list({ target: login }, null, 9);
    expect(entries.filter(({ what }) => what === 'account-changed')).toMatchObject([
      { who: 'quan.tri', why: 'officer → staff, cd-tan-an → dl: đổi nhiệm vụ' },
    ]);
  });

  test('what is as before ends nothing and is not recorded', async () => {
    const { accounts, sessions, login, tokenOf, store } = await setUp({ role: 'staff', unit: 'dl' });
    const token = await tokenOf();
    expect(await accounts.change(login, place(), 'quan.tri', 'thử')).toEqual({ ok: true, value: false });
    expect(await sessions.read(token)).not.toBeNull();
    const entries = await store.audit.list({ target: login }, null, 9);
    expect(entries.map(({ what }) => what)).not.toContain('account-changed');
  });

  test.each<[Partial<NewAccount>, string]>([
    [{ role: 'officer', unit: null }, 'unit'],
    [{ unit: 'khong-co' }, 'unit'],
    [{ officer: 'khong-co' }, 'officer'],
  ])('to %j is refused: %s', async (wrong, fault) => {
    const { accounts, login } = await setUp({ role: 'staff', unit: 'dl' });
    expect(await accounts.change(login, place(wrong), 'quan.tri', null)).toEqual({ ok: false, fault });
    await accounts.end(login, 'quan.tri', null);
    expect(await accounts.change(login, place({ unit: null }), 'quan.tri', null)).toEqual({
      ok: false,
      fault: 'gone',
    });
  });

  test('a closed account comes back with a link, without its old password and sessions', async () => {
    const { accounts, sessions, login, tokenOf, signIn, store } = await setUp({ role: 'staff', unit: 'dl' });
    const token = await tokenOf();
    expect(await accounts.reopen(login, 'quan.tri', null)).toEqual({ ok: false, fault: 'gone' });
    await accounts.end(login, 'quan.tri', 'nghỉ');
    const back = await accounts.reopen(login, 'quan.tri', 'trở lại');
    expect(await sessions.read(token)).toBeNull();
    expect(await signIn(PASSWORD)).toMatchObject({ is: 'wrong' });
    expect(await accounts.accept(back.ok ? back.value.token : '', 'mưa rừng 7 ghế')).toMatchObject({
      ok: true,
    });
    expect(await signIn('mưa rừng 7 ghế')).toMatchObject({ is: 'in' });
    expect(await store.staff.get(login)).toMatchObject({ role: 'staff', unit: 'dl', endedAt: null });
    const [first] = (await store.audit.list({ target: login }, null, 9)).filter(
      ({ what }) => what === 'account-reopened',
    );
    expect(first).toMatchObject({ who: 'quan.tri', why: 'trở lại' });
  });

  test('of two last admins who take the role from each other at once, one keeps it', async () => {
    const fresh = await openTestStore();
    const world = createFakeWorld({ ids: 'two' });
    const { accounts } = createStaffParts({ store: fresh.store, world, cost: CHEAP });
    const admin = { name: 'Quản trị ví dụ', role: 'admin', unit: null, officer: null } as const;
    for (const login of ['mot.ad', 'hai.ad']) await accounts.add({ login, ...admin }, PASSWORD, 'command');
    await accounts.addInvited({ login: 'chua.vao', ...admin }, 'mot.ad');
    const to = place({ unit: null });
    const raced = await Promise.allSettled([
      accounts.change('mot.ad', to, 'hai.ad', null),
      accounts.change('hai.ad', to, 'mot.ad', null),
    ]);
    expect(raced.filter((one) => one.status === 'fulfilled' && one.value.ok)).toHaveLength(1);
    // The one who is left stays, even beside somebody invited who never came.
    const [left] = (await fresh.store.staff.list()).filter(
      ({ role, hasPassword }) => role === 'admin' && hasPassword,
    );
    expect(await accounts.change(left?.login ?? '', to, 'command', null)).toEqual({
      ok: false,
      fault: 'last-admin',
    });
    expect(await accounts.end(left?.login ?? '', 'command', null)).toEqual({
      ok: false,
      fault: 'last-admin',
    });
    await fresh.close();
  });
});

test('there is a first link only while nobody is there, and the last admin stays', async () => {
  const fresh = await openTestStore();
  const world = createFakeWorld({ ids: 'first' });
  const { accounts } = createStaffParts({ store: fresh.store, world, cost: CHEAP });
  const [one, two] = [await accounts.firstLink(), await accounts.firstLink()];
  const given = { login: 'dau.tien', name: 'Người đầu' };
  expect(await accounts.addFirst(one?.token ?? '', given, 'ngắn')).toEqual({ ok: false, fault: 'short' });
  const raced = await Promise.allSettled([
    accounts.addFirst(one?.token ?? '', given, PASSWORD),
    accounts.addFirst(two?.token ?? '', { ...given, login: 'thu.hai' }, PASSWORD),
  ]);
  expect(
    raced.filter(({ status, ...rest }) => status === 'fulfilled' && 'value' in rest && rest.value.ok),
  ).toHaveLength(1);
  expect(await accounts.firstLink()).toBeNull();
  expect(await accounts.linkOf(two?.token ?? '')).toBeNull();
  const [first] = await fresh.store.staff.list();
  expect(await accounts.end(first?.login ?? '', 'command', null)).toEqual({ ok: false, fault: 'last-admin' });
  await fresh.close();
});

test('a first link runs out after a day', async () => {
  const fresh = await openTestStore();
  const world = createFakeWorld({ ids: 'day' });
  const { accounts } = createStaffParts({ store: fresh.store, world, cost: CHEAP });
  const link = await accounts.firstLink();
  await world.pass(24 * 60 * MINUTE);
  expect(await accounts.linkOf(link?.token ?? '')).toBeNull();
  await fresh.close();
});

test.each([
  ['officer', 'cd-tan-an', 'cd-tan-an', true],
  ['officer', 'cd-tan-an', 'cty-a', true],
  ['officer', 'cd-tan-an', 'cd-khac', false],
  ['officer', 'cty-a', 'cd-tan-an', false],
  ['officer', 'dl', 'cty-a', true],
  ['officer', null, 'cty-a', false],
  ['officer', 'cd-tan-an', null, false],
  ['staff', 'cty-a', 'cd-khac', true],
  ['admin', null, null, true],
] as const)('%s of %s sees a case of %s: %s', (role, unit, caseUnit, expected) => {
  const union = indexTree({ units: UNITS, officers: [], version: 1 });
  expect(canSee(union, { role, unit }, caseUnit)).toBe(expected);
});
