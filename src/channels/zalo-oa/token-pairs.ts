import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Log } from '../../log.ts';
import type { VaultStore } from '../../store/store.ts';
import { sleep, type World } from '../../world.ts';
import { SendError } from '../channel.ts';
import type { ZaloAccount } from './zalo-account.ts';

const STORE_RETRIES_MS = [0, 500, 2_000];

const tokenPair = z.object({
  access: z.string().nullable(),
  refresh: z.string().nullable(),
  /** When it was granted; null of tokens that came from the settings, whose age nobody knows. */
  at: z.coerce.date().nullable(),
  lifetimeMs: z.number(),
  /** Fingerprints of the settings' tokens that have been in use: others in the settings are newer than what is stored. */
  seeds: z.array(z.string()),
});
export type TokenPair = z.infer<typeof tokenPair>;

export type TokenPairs = {
  /** The newest pair there is: the stored one, or the settings' where they are newer. */
  newest(): Promise<TokenPair>;
  /** Resolves once the pair is stored: one that only this process knew would be lost with it. */
  keep(pair: TokenPair): Promise<void>;
  /** As last read or kept by this process. */
  known(): TokenPair | null;
};

/** Where an account's newest pair lives, sealed. What the store does not answer is `unreachable`: a reason to wait. */
export function createTokenPairs(
  account: ZaloAccount,
  { vault, world, log }: { vault: VaultStore; world: World; log: Log },
): TokenPairs {
  const { oaId } = account;
  const name = `zalo-oa:${oaId}:tokens`;
  const seed = seedOf(account);
  let known: TokenPair | null = null;
  let unstored: TokenPair | null = null;

  async function newest(): Promise<TokenPair> {
    if (unstored) await keep(unstored);
    const stored = await read();
    if (stored === null) known = seed?.pair ?? NO_PAIR;
    else if (seed === null || stored.seeds.includes(seed.fingerprint)) known = stored;
    else await keep({ ...seed.pair, seeds: [...stored.seeds, seed.fingerprint] });
    return known ?? NO_PAIR;
  }

  async function read(): Promise<TokenPair | null> {
    const raw = await vault.get(name).catch((cause: unknown) => {
      throw new SendError('unreachable', 'the store did not answer', { cause });
    });
    const pair = raw === null ? null : readPair(raw);
    if (raw !== null && pair === null)
      log.error('the stored tokens could not be read', { alarm: 'zalo-token', account: oaId });
    return pair;
  }

  async function keep(pair: TokenPair): Promise<void> {
    unstored = pair;
    for (const waitMs of STORE_RETRIES_MS) {
      if (waitMs > 0) await sleep(world, waitMs);
      if (!(await isStored(pair))) continue;
      unstored = null;
      known = pair;
      return;
    }
    throw new SendError('unreachable', 'the new token could not be stored');
  }

  async function isStored(pair: TokenPair): Promise<boolean> {
    try {
      await vault.put(name, JSON.stringify(pair));
      return true;
    } catch (error) {
      log.error('a new token pair could not be stored', { alarm: 'zalo-token', account: oaId, error });
      return false;
    }
  }

  return { newest, keep, known: () => known };
}

const NO_PAIR: TokenPair = { access: null, refresh: null, at: null, lifetimeMs: 0, seeds: [] };

/** The settings' own pair, and what tells it from another. */
function seedOf({ accessToken, refreshToken }: ZaloAccount): { pair: TokenPair; fingerprint: string } | null {
  const access = accessToken?.trim() || null;
  const refresh = refreshToken?.trim() || null;
  const first = refresh ?? access;
  if (first === null) return null;
  const fingerprint = createHash('sha256').update(first).digest('hex').slice(0, 16);
  return { fingerprint, pair: { access, refresh, at: null, lifetimeMs: 0, seeds: [fingerprint] } };
}

function readPair(raw: string): TokenPair | null {
  try {
    return tokenPair.parse(JSON.parse(raw));
  } catch {
    return null;
  }
}
