import { createStaffParts } from '../../src/console/console.ts';
import type { NewAccount } from '../../src/model/staff.ts';
import { keyAddress, newRecoveryCodes, readCode, stepOf } from '../../src/staff/totp.ts';
import { openTestStore, type TestStore } from '../cases/test-store.ts';
import { createFakeWorld } from '../fakes/fake-world.ts';
import { codeAt } from './code-at.ts';

const MINUTE = 60_000;
const STEP = 30_000;
const PASSWORD = 'ba con mèo ví dụ';
const CHEAP = { N: 2, r: 1, p: 1 };
// RFC 6238, appendix B: the SHA-1 key "12345678901234567890", of whose eight digits a phone shows the last six.
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

let opened: TestStore;
let made = 0;
beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.close());

/** An account whose second factor is on, over a clock of its own. */
async function setUp() {
  const world = createFakeWorld({ ids: `f${++made}` });
  const parts = createStaffParts({ store: opened.store, world, cost: CHEAP });
  const login = `ma${made}`;
  const account: NewAccount = { login, name: 'Người ví dụ', role: 'admin', unit: null, officer: null };
  await parts.accounts.add(account, PASSWORD, 'command');
  const from = { address: `10.1.0.${made}`, browser: 'Chrome' };
  expect(await parts.secondFactor.begin(login, PASSWORD)).toBe(true);
  const secret = (await parts.secondFactor.get(login))?.secret ?? '';
  const codes = (await parts.secondFactor.confirm(login, '', codeAt(secret, world.now()))) ?? [];
  await world.pass(STEP);
  const password = (address = from.address) =>
    parts.signIn.withPassword({ login, password: PASSWORD, ...from, address });
  const tokenOf = async (address?: string) => {
    const result = await password(address);
    return result.is === 'second' ? result.token : `not asked: ${result.is}`;
  };
  const second = async (code: string, token: string, address = from.address) =>
    parts.signIn.second({ token, code, ...from, address });
  const now = (ms = 0) => codeAt(secret, new Date(world.now().getTime() + ms));
  const audited = async () =>
    (await opened.store.audit.list({ target: login }, null, 50)).map(({ what }) => what);
  return { ...parts, world, login, secret, codes, password, tokenOf, second, now, audited };
}

test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1234567890, '005924'],
  [20000000000, '353130'],
])('the example of the standard at second %i is %s', (second, code) => {
  expect(stepOf(RFC_SECRET, code, new Date(second * 1000))).toBe(Math.floor(second / 30));
});

test('the address for the phone names the house, the login and nothing to choose', () => {
  const address = new URL(keyAddress(RFC_SECRET, 'hanh.lt'));
  expect(decodeURIComponent(address.pathname)).toContain('Cầu Nối:hanh.lt');
  expect(Object.fromEntries(address.searchParams)).toMatchObject({ secret: RFC_SECRET, digits: '6' });
});

test.each([
  ['123 456', { kind: 'phone', code: '123456' }],
  ['ABCDE fghjk', { kind: 'recovery', code: 'abcde-fghjk' }],
  ['abcde-fghjk', { kind: 'recovery', code: 'abcde-fghjk' }],
  ['12345', null],
  ['', null],
])('%j is read as %j', (typed, expected) => {
  expect(readCode(typed)).toEqual(expected);
});

test('recovery codes are ten, all different, of letters that are not taken for another', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^[a-hjkmnp-z2-9]{5}-[a-hjkmnp-z2-9]{5}$/);
});

describe('signing in with a second factor', () => {
  test('the password alone opens nothing; the code does', async () => {
    const { password, second, sessions, login, now } = await setUp();
    const asked = await password();
    expect(asked.is).toBe('second');
    const token = asked.is === 'second' ? asked.token : '';
    expect(await sessions.read(token)).toBeNull();
    const inside = await second(now(), token);
    expect(inside.is).toBe('in');
    expect((await sessions.read(inside.is === 'in' ? inside.token : ''))?.account.login).toBe(login);
    expect(await second(now(STEP), token)).toEqual({ is: 'over' });
  });

  test.each([
    [-2, 'wrong'],
    [-1, 'in'],
    [0, 'in'],
    [1, 'in'],
    [2, 'wrong'],
  ])('a phone whose clock is %i steps off: %s', async (steps, expected) => {
    const { second, tokenOf, now, world } = await setUp();
    // Away from the code that turned it on.
    await world.pass(5 * STEP);
    expect((await second(now(steps * STEP), await tokenOf())).is).toBe(expected);
  });

  test('no code is taken twice, nor one before it, nor twice at once', async () => {
    const { second, tokenOf, now, world } = await setUp();
    const [one, two] = [now(), now(-STEP)];
    expect(await second(one, await tokenOf())).toMatchObject({ is: 'in' });
    expect(await second(one, await tokenOf())).toMatchObject({ is: 'wrong' });
    expect(await second(two, await tokenOf())).toMatchObject({ is: 'wrong' });
    await world.pass(5 * MINUTE);
    const token = await tokenOf();
    const raced = await Promise.all([1, 2, 3].map(() => second(now(), token)));
    expect(raced.filter(({ is }) => is === 'in')).toHaveLength(1);
  });

  test('a recovery code opens once, and is in the audit', async () => {
    const { second, tokenOf, codes, audited, secondFactor, login } = await setUp();
    const [code = ''] = codes;
    expect(await second(code.toUpperCase(), await tokenOf())).toMatchObject({ is: 'in' });
    expect(await second(code, await tokenOf())).toMatchObject({ is: 'wrong' });
    expect(await audited()).toEqual(expect.arrayContaining(['recovery-code-used', 'second-step-failed']));
    expect((await secondFactor.get(login))?.codesLeft).toBe(9);
  });

  test('after five minutes the password is asked again', async () => {
    const { second, tokenOf, now, world } = await setUp();
    const token = await tokenOf();
    await world.pass(5 * MINUTE);
    expect(await second(now(), token)).toEqual({ is: 'over' });
    expect(await second(now(), '')).toEqual({ is: 'over' });
  });

  test('codes are slowed down like passwords, from one address', async () => {
    const { second, tokenOf, now, world } = await setUp();
    const token = await tokenOf();
    for (const left of [4, 3, 2, 1, 0]) expect(await second('000000', token)).toEqual({ is: 'wrong', left });
    expect(await second(now(), token)).toMatchObject({ is: 'wait' });
    await world.pass(5 * MINUTE);
    expect(await second(now(), await tokenOf())).toMatchObject({ is: 'in' });
  });

  test('who has the password cannot guess for ever from many addresses', async () => {
    const { second, tokenOf, world } = await setUp();
    const address = (n: number) => `2001:db8:${made}:${n}::1`;
    const tried = [];
    for (let n = 0; n < 6; n++) tried.push(await second('000000', await tokenOf(address(n)), address(n)));
    expect(tried.filter(({ is }) => is === 'wrong')).toHaveLength(5);
    await world.pass(15 * MINUTE);
    expect((await tokenOf(address(9))).length).toBeGreaterThan(30);
  });

  test('signing in rightly many times costs an address nothing', async () => {
    const { second, tokenOf, now, world } = await setUp();
    for (let n = 0; n < 8; n++) {
      expect(await second(now(), await tokenOf())).toMatchObject({ is: 'in' });
      await world.pass(STEP);
    }
  });

  test('a link for a new password does not go around it, nor is the second step a link', async () => {
    const { accounts, signIn, login, tokenOf, second, now } = await setUp();
    const token = await tokenOf();
    expect(await accounts.linkOf(token)).toBeNull();
    expect(await accounts.accept(token, 'mưa rừng 7 ghế')).toEqual({ ok: false, fault: 'link' });
    const link = await accounts.reset(login, 'command');
    await accounts.accept(link.ok ? link.value.token : '', 'mưa rừng 7 ghế');
    const after = await signIn.after(login, 'Chrome');
    expect(after.is).toBe('second');
    expect(await second(now(), after.is === 'second' ? after.token : '')).toMatchObject({ is: 'in' });
  });
});

describe('a second factor', () => {
  test('is set up with the password and a right code; the other sessions end', async () => {
    const { accounts, secondFactor, signIn, sessions, world } = await setUp();
    const login = `moi${made}`;
    const account: NewAccount = { login, name: 'Mới', role: 'staff', unit: null, officer: null };
    await accounts.add(account, PASSWORD, 'command');
    const entered = await signIn.withPassword({
      login,
      password: PASSWORD,
      address: '10.3.0.1',
      browser: '',
    });
    expect(await secondFactor.begin(login, 'sai sai sai')).toBe(false);
    expect(await secondFactor.begin(login, PASSWORD)).toBe(true);
    const secret = (await secondFactor.get(login))?.secret ?? '';
    expect(await secondFactor.confirm(login, '', '000000')).toBeNull();
    // Not on yet: nobody is locked out by a page they left.
    expect((await signIn.after(login, '')).is).toBe('in');
    expect(await secondFactor.confirm(login, '', codeAt(secret, world.now()))).toHaveLength(10);
    expect(await sessions.read(entered.is === 'in' ? entered.token : '')).toBeNull();
    expect(await secondFactor.begin(login, PASSWORD)).toBe(false);
  });

  test('is turned off, or given new recovery codes, against a code', async () => {
    const { secondFactor, login, codes, now, password, audited } = await setUp();
    expect(await secondFactor.renew(login, '000000')).toBeNull();
    const fresh = (await secondFactor.renew(login, now())) ?? [];
    expect(await secondFactor.turnOff(login, codes[0] ?? '')).toBe(false);
    expect(await secondFactor.turnOff(login, fresh[0] ?? '')).toBe(true);
    expect(await password()).toMatchObject({ is: 'in' });
    expect(await audited()).toEqual(
      expect.arrayContaining(['second-factor-on', 'recovery-codes-renewed', 'second-factor-off']),
    );
  });

  test('is taken away by an admin, with the sessions', async () => {
    const { secondFactor, sessions, login, second, tokenOf, now, password } = await setUp();
    const inside = await second(now(), await tokenOf());
    expect(await secondFactor.reset(login, 'quan.tri', 'mất máy')).toBe(true);
    expect(await secondFactor.reset(login, 'quan.tri', 'mất máy')).toBe(false);
    expect(await sessions.read(inside.is === 'in' ? inside.token : '')).toBeNull();
    expect(await password()).toMatchObject({ is: 'in' });
    const entries = await opened.store.audit.list({ target: login }, null, 9);
    expect(entries.find(({ what }) => what === 'second-factor-reset')).toMatchObject({
      who: 'quan.tri',
      why: 'mất máy',
    });
  });
});
