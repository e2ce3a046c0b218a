import type { AuditStore, StaffStore } from '../store/staff-store.ts';
import type { World } from '../world.ts';
import type { Passwords } from './passwords.ts';
import { newRecoveryCodes, newSecret, readCode, stepOf } from './totp.ts';

type SecondFactorDeps = {
  staff: StaffStore;
  audit: AuditStore;
  passwords: Passwords;
  world: Pick<World, 'now'>;
};
export type SecondFactor = ReturnType<typeof createSecondFactor>;

/** Which code was right; recovery codes are each used up by it. */
type Right = 'phone' | 'recovery';

/** A code of a phone beside the password: set up by its owner, taken away by them or by an admin. */
export function createSecondFactor({ staff, audit, passwords, world }: SecondFactorDeps) {
  const { factors } = staff;

  async function stepNow(login: string, typed: string): Promise<number | null> {
    const [found, read] = [await factors.get(login), readCode(typed)];
    return found && read?.kind === 'phone' ? stepOf(found.secret, read.code, world.now()) : null;
  }

  /** Each code once, whoever sends it again and wherever. */
  async function check(login: string, typed: string): Promise<Right | null> {
    const read = readCode(typed);
    if (read?.kind === 'recovery') {
      if (!(await factors.useCode(login, read.code))) return null;
      await audit.record({ who: login, what: 'recovery-code-used', target: login, why: null });
      return 'recovery';
    }
    const step = await stepNow(login, typed);
    return step !== null && (await factors.useStep(login, step)) ? 'phone' : null;
  }

  return {
    get: factors.get,

    /** Makes a secret to be confirmed. False when the password is wrong, or there is a second factor already. */
    async begin(login: string, password: string): Promise<boolean> {
      if (!(await passwords.isRight(password, await staff.passwordOf(login)))) return false;
      return factors.offer(login, newSecret());
    },

    /** The first code of the phone turns it on and gives the recovery codes, which are shown once. Other sessions end. */
    async confirm(login: string, session: string, typed: string): Promise<string[] | null> {
      const step = await stepNow(login, typed);
      const codes = newRecoveryCodes();
      if (step === null || !(await factors.confirm(login, step, codes))) return null;
      await staff.sessions.endAll(login, session);
      await audit.record({ who: login, what: 'second-factor-on', target: login, why: null });
      return codes;
    },

    check,

    /** New recovery codes, against a code; the ones before are worth nothing. */
    async renew(login: string, typed: string): Promise<string[] | null> {
      const codes = newRecoveryCodes();
      if ((await check(login, typed)) === null || !(await factors.renewCodes(login, codes))) return null;
      await audit.record({ who: login, what: 'recovery-codes-renewed', target: login, why: null });
      return codes;
    },

    /** Its owner does without it, against a code. */
    async turnOff(login: string, typed: string): Promise<boolean> {
      if ((await check(login, typed)) === null || !(await factors.remove(login))) return false;
      await audit.record({ who: login, what: 'second-factor-off', target: login, why: null });
      return true;
    },

    /** Somebody lost their phone and their codes: an admin takes it away. Sessions end. False when there is none. */
    async reset(login: string, by: string, why: string | null): Promise<boolean> {
      if (!(await factors.remove(login))) return false;
      await staff.sessions.endAll(login, null);
      await audit.record({ who: by, what: 'second-factor-reset', target: login, why });
      return true;
    },
  };
}
