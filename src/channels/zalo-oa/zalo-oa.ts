import type { Log } from '../../log.ts';
import type { LeaseStore, VaultStore } from '../../store/store.ts';
import type { World } from '../../world.ts';
import type { ChannelAdapter } from '../channel.ts';
import { createSender, MAX_TEXT } from './send.ts';
import { createTokens, type Tokens } from './token.ts';
import { zaloVerifier, zaloWebhook } from './webhook.ts';
import type { ZaloAccount } from './zalo-account.ts';

const HOUR_MS = 60 * 60 * 1000;

export type ZaloOaOptions = {
  accounts: readonly ZaloAccount[];
  vault: VaultStore;
  leases: LeaseStore;
  world: World;
  log: Log;
  signature: 'enforce' | 'log-only';
  urls: { api: string; oauth: string };
  /** Code of the page by which Zalo verifies the domain. */
  verifier?: string | null;
  /** Choices as buttons too; off until the layout was seen to work on the real OA. */
  buttons?: boolean;
};

export type ZaloOa = ChannelAdapter & { name: 'zalo-oa' };

/** Zalo Official Accounts: signed events in, consultation messages out. */
export function createZaloOa(options: ZaloOaOptions): ZaloOa {
  const { accounts, vault, leases, world, log, signature, urls, verifier = null, buttons = false } = options;
  const tokens = new Map<string, Tokens>(
    accounts.map((account) => [
      account.oaId,
      createTokens(account, { vault, leases, world, log, oauthUrl: urls.oauth }),
    ]),
  );
  const tokensOf = (oaId: string) => tokens.get(oaId) ?? null;
  return {
    name: 'zalo-oa',
    // Answers are accepted for 7 days after the person's last message and free for 48 hours.
    limits: { maxText: MAX_TEXT, showsChoices: false, windowMs: 7 * 24 * HOUR_MS, freeMs: 48 * HOUR_MS },
    accounts: accounts.map(({ oaId }) => oaId),
    inbound: {
      kind: 'webhook',
      routes: [
        zaloWebhook({ accounts, signature, world, log }),
        ...(verifier === null ? [] : [zaloVerifier(verifier)]),
      ],
    },
    send: createSender({ apiUrl: urls.api, tokensOf, buttons, world, log }),
  };
}
