import { staffLogin } from '../model/staff.ts';
import type { AuditStore, StaffStore } from '../store/staff-store.ts';
import type { World } from '../world.ts';
import type { Passwords } from './passwords.ts';
import type { SecondFactor } from './second-factor.ts';
import type { Sessions } from './sessions.ts';
import type { SlowDown } from './slow-down.ts';

type From = { address: string; browser: string };
type Attempt = From & { login: string; password: string };

/** How long somebody may look for their phone after the password was right. */
export const SECOND_STEP_MS = 5 * 60_000;

/** `left`: attempts that remain. The two kinds of wrong, login and password, are never told apart. */
type SignInResult =
  | { is: 'in'; token: string }
  /** The password was right, a code is asked; `token` says so for five minutes. */
  | { is: 'second'; token: string }
  | { is: 'wrong'; left: number }
  | { is: 'wait'; seconds: number }
  /** The five minutes are over. */
  | { is: 'over' };

export type SignIn = {
  withPassword(attempt: Attempt): Promise<SignInResult>;
  /** After a password was chosen by a link: in, or asked for the code. */
  after(login: string, browser: string): Promise<SignInResult>;
  second(attempt: From & { token: string; code: string }): Promise<SignInResult>;
};

type SignInDeps = {
  staff: StaffStore;
  audit: AuditStore;
  passwords: Passwords;
  sessions: Sessions;
  slowDown: SlowDown;
  secondFactor: SecondFactor;
  world: Pick<World, 'now' | 'newId'>;
};

export function createSignIn(deps: SignInDeps): SignIn {
  const { staff, audit, passwords, sessions, slowDown, secondFactor, world } = deps;

  async function enter(login: string, browser: string): Promise<SignInResult> {
    const token = await sessions.begin(login, browser);
    await staff.signedIn(login, world.now());
    await audit.record({ who: login, what: 'signed-in', target: login, why: null });
    return { is: 'in', token };
  }

  async function askCode(login: string): Promise<SignInResult> {
    const token = world.newId() + world.newId();
    const expiresAt = new Date(world.now().getTime() + SECOND_STEP_MS);
    await staff.links.create(token, { kind: 'second-step', account: login, expiresAt });
    return { is: 'second', token };
  }

  const isAsked = async (login: string) => (await secondFactor.get(login))?.isOn === true;

  async function withPassword({ login: typed, password, address, browser }: Attempt): Promise<SignInResult> {
    const parsed = staffLogin.safeParse(typed);
    const login = parsed.success ? parsed.data : typed.slice(0, 40);
    const allowance = await slowDown.count(address, login);
    const known = parsed.success ? await staff.get(login) : null;
    // What was typed may be a password in the wrong field: only a login that exists is written down.
    const failed = (what: 'sign-in-failed' | 'sign-in-slowed') =>
      audit.record({ who: known?.login ?? '?', what, target: known?.login ?? null, why: null });
    if ('waitS' in allowance) {
      await failed('sign-in-slowed');
      return { is: 'wait', seconds: allowance.waitS };
    }
    const stored = known ? await staff.passwordOf(login) : null;
    if (!(await passwords.isRight(password, stored)) || stored === null) {
      await failed('sign-in-failed');
      return { is: 'wrong', left: allowance.left };
    }
    if (passwords.isOutdated(stored)) await staff.setPassword(login, await passwords.hash(password));
    if (await isAsked(login)) {
      await slowDown.halfWay(address);
      return askCode(login);
    }
    await slowDown.forgive(address, login);
    return enter(login, browser);
  }

  return {
    withPassword,

    after: async (login, browser) => ((await isAsked(login)) ? askCode(login) : enter(login, browser)),

    async second({ token, code, address, browser }) {
      const link = token === '' ? null : await staff.links.find(token, world.now());
      if (link?.kind !== 'second-step' || link.account === null) return { is: 'over' };
      const login = link.account;
      const allowance = await slowDown.count(address, login);
      const failed = (what: 'second-step-failed' | 'sign-in-slowed') =>
        audit.record({ who: login, what, target: login, why: null });
      if ('waitS' in allowance) {
        await failed('sign-in-slowed');
        return { is: 'wait', seconds: allowance.waitS };
      }
      if ((await secondFactor.check(login, code)) === null) {
        await failed('second-step-failed');
        return { is: 'wrong', left: allowance.left };
      }
      await slowDown.forgive(address, login);
      if (!(await staff.links.use(token, world.now()))) return { is: 'over' };
      return enter(login, browser);
    },
  };
}
