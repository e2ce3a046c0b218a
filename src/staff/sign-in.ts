import { staffLogin } from '../model/staff.ts';
import type { AuditStore, StaffStore } from '../store/staff-store.ts';
import type { World } from '../world.ts';
import type { Passwords } from './passwords.ts';
import type { Sessions } from './sessions.ts';
import type { SlowDown } from './slow-down.ts';

type Attempt = { login: string; password: string; address: string; browser: string };

/** `left`: attempts that remain. The two kinds of wrong, login and password, are never told apart. */
type SignInResult =
  | { is: 'in'; token: string }
  | { is: 'wrong'; left: number }
  | { is: 'wait'; seconds: number };

export type SignIn = (attempt: Attempt) => Promise<SignInResult>;

type SignInDeps = {
  staff: StaffStore;
  audit: AuditStore;
  passwords: Passwords;
  sessions: Sessions;
  slowDown: SlowDown;
  world: Pick<World, 'now'>;
};

export function createSignIn({ staff, audit, passwords, sessions, slowDown, world }: SignInDeps): SignIn {
  return async ({ login: typed, password, address, browser }) => {
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
    await slowDown.forgive(address, login);
    const token = await sessions.begin(login, browser);
    await staff.signedIn(login, world.now());
    await audit.record({ who: login, what: 'signed-in', target: login, why: null });
    return { is: 'in', token };
  };
}
