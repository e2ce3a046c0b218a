import type { FakeZaloAccount } from './fake-zalo.ts';

export type ZaloPair = { access: string; refresh: string };

export type FakeOAuth = {
  /** The pair that is valid now. */
  pairOf(oaId: string): ZaloPair;
  /** The OA of a valid access token. */
  accountOf(access: string): string | null;
  /** The access token dies, as after 25 hours; the refresh token still works. */
  expire(oaId: string): void;
  /** Both die, as after three months or when somebody else has refreshed. */
  revoke(oaId: string): void;
  /** An administrator consents anew. */
  consent(oaId: string): ZaloPair;
  /** How often a pair was granted, and how often a spent refresh token came in. */
  state(): { granted: number; refused: number; spentUsed: number };
  answer(secretKey: string, contentType: string, body: string): { error?: number } & Record<string, unknown>;
};

/** OAuth v4 as documented: a refresh token works once, and with the new pair the old one dies, both halves of it. */
export function createFakeOAuth(accounts: readonly FakeZaloAccount[]): FakeOAuth {
  const pairs = new Map<string, { access: string | null; refresh: string | null }>();
  const spent = new Set<string>();
  const state = { granted: 0, refused: 0, spentUsed: 0 };
  let made = 0;

  function grant(oaId: string): ZaloPair {
    made += 1;
    const old = pairs.get(oaId);
    if (old?.refresh) spent.add(old.refresh);
    const pair = { access: `access-${oaId}-${made}`, refresh: `refresh-${oaId}-${made}` };
    pairs.set(oaId, pair);
    return pair;
  }

  function answer(
    secretKey: string,
    contentType: string,
    body: string,
  ): { error?: number } & Record<string, unknown> {
    const refuse = (error: number, reason: string) => {
      state.refused += 1;
      return { error, error_name: reason, error_description: reason };
    };
    if (!contentType.startsWith('application/x-www-form-urlencoded')) return refuse(-14001, 'not a form');
    const form = new URLSearchParams(body);
    const app = accounts.find((account) => account.appId === form.get('app_id'));
    if (!app || app.appSecret !== secretKey) return refuse(-14002, 'invalid app');
    if (form.get('grant_type') !== 'refresh_token') return refuse(-14004, 'invalid grant type');
    const token = form.get('refresh_token') ?? '';
    if (spent.has(token)) state.spentUsed += 1;
    const oaId = [...pairs].find(([, pair]) => pair.refresh === token)?.[0];
    if (oaId === undefined) return refuse(-14020, 'refresh token is spent or unknown');
    state.granted += 1;
    const { access, refresh } = grant(oaId);
    return { access_token: access, refresh_token: refresh, expires_in: '90000' };
  }

  for (const { oaId } of accounts) grant(oaId);
  const change = (oaId: string, patch: { access?: null; refresh?: null }) => {
    const pair = pairs.get(oaId);
    if (pair) pairs.set(oaId, { ...pair, ...patch });
  };

  return {
    pairOf(oaId) {
      const { access, refresh } = pairs.get(oaId) ?? { access: null, refresh: null };
      return { access: access ?? '', refresh: refresh ?? '' };
    },
    accountOf: (access) =>
      [...pairs].find(([, pair]) => access !== '' && pair.access === access)?.[0] ?? null,
    expire: (oaId) => change(oaId, { access: null }),
    revoke: (oaId) => change(oaId, { access: null, refresh: null }),
    consent: grant,
    state: () => ({ ...state }),
    answer,
  };
}
