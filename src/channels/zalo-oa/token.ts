import type { Log } from '../../log.ts';
import type { LeaseStore, VaultStore } from '../../store/store.ts';
import { sleep, type World } from '../../world.ts';
import { SendError } from '../channel.ts';
import { type NewPair, requestPair } from './oauth.ts';
import { createTokenPairs, type TokenPair } from './token-pairs.ts';
import type { ZaloAccount } from './zalo-account.ts';

const LEASE_MS = 20_000;
/** How long another process's refresh is waited for: longer than its three tries take. */
const WAIT_FOR_OTHER_MS = 60_000;
const LOOK_AGAIN_MS = 500;
const RETRIES_MS = [0, 3_000, 10_000];
/** Renewed when this part of its life is over: 20 of 25 hours. */
const OLD_AT = 0.8;
const AHEAD_AGAIN_MS = 10 * 60_000;

type TokenDeps = {
  vault: VaultStore;
  leases: LeaseStore;
  world: World;
  log: Log;
  oauthUrl: string;
};

/** `isNew`: granted just now, so that Zalo refusing it too is final. */
export type Token = { access: string; isNew: boolean };

export type Tokens = {
  /** The access token to call with. */
  current(): Promise<string>;
  /** Another one than `refused`, by one refresh for everybody. */
  replace(refused: string | null): Promise<Token>;
};

/**
 * The tokens of one account. A refresh token works once and kills the pair before it, so one process refreshes, under a lease, and the
 * new pair is stored before anybody uses it; the others find it in the vault. Throws `SendError`s.
 */
export function createTokens(account: ZaloAccount, deps: TokenDeps): Tokens {
  const { leases, world, log } = deps;
  const { oaId } = account;
  const pairs = createTokenPairs(account, deps);
  const lease = `token:${oaId}`;
  const holder = world.newId();
  let flight: Promise<Token> | null = null;
  let aheadAgainAt = 0;
  let spent: { refresh: string; until: number } | null = null;

  async function current(): Promise<string> {
    const pair = pairs.known() ?? (await pairs.newest());
    if (pair.access === null) return (await replace(null)).access;
    if (isOld(pair, world.now())) renewAhead(pair.access);
    return pair.access;
  }

  /** Nobody waits for it: the old token still works, and whoever it fails under finds the new one. */
  function renewAhead(access: string): void {
    if (world.now().getTime() < aheadAgainAt) return;
    aheadAgainAt = world.now().getTime() + AHEAD_AGAIN_MS;
    replace(access).catch((error: unknown) =>
      log.warn('a token was not renewed ahead of time', { account: oaId, error }),
    );
  }

  function replace(refused: string | null): Promise<Token> {
    const access = pairs.known()?.access ?? null;
    if (access !== null && access !== refused) return Promise.resolve({ access, isNew: false });
    flight ??= renew(refused).finally(() => {
      flight = null;
    });
    return flight;
  }

  async function renew(refused: string | null): Promise<Token> {
    const until = world.now().getTime() + WAIT_FOR_OTHER_MS;
    for (;;) {
      const found = await otherThan(refused);
      if (found) return found;
      if (await isAnswered(leases.take(lease, holder, leaseEnd(), world.now()))) {
        try {
          return (await otherThan(refused)) ?? (await refresh(refused));
        } finally {
          await leases.release(lease, holder).catch(() => {});
        }
      }
      if (world.now().getTime() >= until)
        throw new SendError('unreachable', 'another process has not renewed the token');
      await sleep(world, LOOK_AGAIN_MS);
    }
  }

  /** The newest pair's token when it is another one than the one that was refused. */
  async function otherThan(refused: string | null): Promise<Token | null> {
    const { access } = await pairs.newest();
    return access !== null && access !== refused ? { access, isNew: false } : null;
  }

  async function refresh(refused: string | null): Promise<Token> {
    const pair = await pairs.newest();
    if (pair.refresh === null) return giveUp('there is no refresh token');
    if (spent && spent.refresh === pair.refresh && world.now().getTime() < spent.until)
      throw badCredentials('refused before');
    const outcome = await granted(pair.refresh);
    if (outcome.is === 'refused') return afterRefusal(refused, pair.refresh, outcome.reason);
    await pairs.keep({ ...outcome.pair, at: world.now(), seeds: pair.seeds });
    log.info('a token pair was renewed', { account: oaId });
    return { access: outcome.pair.access, isNew: true };
  }

  /** The next pair for this refresh token, after 3 and 10 s once more where nothing definite was answered. */
  async function granted(
    refreshToken: string,
  ): Promise<{ is: 'pair'; pair: NewPair } | { is: 'refused'; reason: string }> {
    let reason = '';
    for (const waitMs of RETRIES_MS) {
      await keepLease();
      if (waitMs > 0) await sleep(world, waitMs).then(keepLease);
      const outcome = await requestPair({ world, url: deps.oauthUrl }, account, refreshToken);
      if (outcome.is !== 'trouble') return outcome;
      reason = outcome.reason;
      log.warn('a token could not be renewed yet', { account: oaId, reason });
    }
    throw new SendError('unreachable', `no new token: ${reason}`);
  }

  /** A process that was paused past its lease may have spent this refresh token: then its pair is, or will soon be, in the vault. */
  async function afterRefusal(refused: string | null, used: string, reason: string): Promise<Token> {
    const found =
      (await otherThan(refused)) ?? (await sleep(world, 2 * LOOK_AGAIN_MS).then(() => otherThan(refused)));
    if (found) return found;
    spent = { refresh: used, until: world.now().getTime() + AHEAD_AGAIN_MS };
    return giveUp(reason);
  }

  function giveUp(reason: string): never {
    log.error('an OA has no valid tokens: an administrator has to consent again', {
      alarm: 'zalo-token',
      account: oaId,
      reason,
    });
    throw badCredentials(reason);
  }

  const leaseEnd = () => new Date(world.now().getTime() + LEASE_MS);

  async function keepLease(): Promise<void> {
    if (!(await isAnswered(leases.renew(lease, holder, leaseEnd()))))
      throw new SendError('unreachable', 'lost the lease of the token');
  }

  return { current, replace };
}

const isOld = ({ at, lifetimeMs, refresh }: TokenPair, now: Date): boolean =>
  at !== null && refresh !== null && now.getTime() - at.getTime() >= lifetimeMs * OLD_AT;

const badCredentials = (reason: string) => new SendError('bad_credentials', `no valid tokens: ${reason}`);

/** A store that does not answer is a reason to wait, not one to lose a reply. */
const isAnswered = (work: Promise<boolean>): Promise<boolean> =>
  work.catch((cause: unknown) => {
    throw new SendError('unreachable', 'the store did not answer', { cause });
  });
