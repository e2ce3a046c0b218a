import type { StaffAccount, StaffSession } from '../model/staff.ts';
import type { StaffStore } from '../store/staff-store.ts';
import type { World } from '../world.ts';

export const IDLE_MS = 30 * 60_000;
export const ABSOLUTE_MS = 12 * 60 * 60_000;
/** A session that was seen within it is not written again. */
const TOUCH_MS = 60_000;

export type SignedIn = { account: StaffAccount; session: StaffSession };

export type Sessions = {
  /** The token that the browser holds from now on. */
  begin(login: string, browser: string): Promise<string>;
  /** Who this is; null when the session has run out, was ended, or its account is gone. Counts as activity. */
  read(token: string): Promise<SignedIn | null>;
  /** The same without counting: for a page that only stays open. */
  peek(token: string): Promise<SignedIn | null>;
  end(signedIn: SignedIn): Promise<void>;
};

type SessionDeps = { store: StaffStore; world: Pick<World, 'now' | 'newId'> };

/** Every request asks the store, so that an ended account or session is out with the next one, in every process. */
export function createSessions({ store, world }: SessionDeps): Sessions {
  const before = (ms: number) => new Date(world.now().getTime() - ms);

  async function peek(token: string): Promise<SignedIn | null> {
    const session = await store.sessions.find(token);
    if (!session || session.createdAt <= before(ABSOLUTE_MS) || session.seenAt <= before(IDLE_MS))
      return null;
    const account = await store.get(session.account);
    return account && account.endedAt === null && account.hasPassword ? { account, session } : null;
  }

  return {
    async begin(login, browser) {
      const token = world.newId() + world.newId();
      const at = world.now();
      await store.sessions.forgetBefore(before(ABSOLUTE_MS));
      await store.sessions.begin(token, { account: login, createdAt: at, seenAt: at, browser });
      return token;
    },

    async read(token) {
      const found = await peek(token);
      if (found && found.session.seenAt <= before(TOUCH_MS))
        await store.sessions.touch(found.session.id, world.now());
      return found;
    },

    peek,

    async end({ account, session }) {
      await store.sessions.end(account.login, session.id);
    },
  };
}
