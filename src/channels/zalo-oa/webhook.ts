import { AppError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { World } from '../../world.ts';
import type { WebhookRequest, WebhookResponse, WebhookRoute } from '../channel.ts';
import { readJson } from '../read-json.ts';
import { createTally } from '../tally.ts';
import { isSignedWith, mayBeSigned, readSignature, type Signed, signatureHint } from './signature.ts';
import { type Arrival, accountOf, toInbound } from './translate.ts';
import type { ZaloAccount } from './zalo-account.ts';
import { toZaloEvent, type ZaloEvent } from './zalo-event.ts';

const MOST_BYTES = 1024 * 1024;
/** No real event is larger: beyond it a body is parsed only when its signature may be right, and no hint is looked for. */
const LARGE_BYTES = 64 * 1024;

type WebhookDeps = {
  accounts: readonly ZaloAccount[];
  signature: 'enforce' | 'log-only';
  world: World;
  log: Log;
};

/** Zalo's way in: the signature is checked over the very bytes, then the event is translated. Thinks nothing and stores nothing. */
export function zaloWebhook(deps: WebhookDeps): WebhookRoute {
  const { accounts, signature, log } = deps;
  const ours = new Map(accounts.map((account) => [account.oaId, account]));
  const refused = createTally(deps.world);
  const strange = createTally(deps.world);
  const anonymous = createTally(deps.world);

  async function handle(request: WebhookRequest): Promise<WebhookResponse> {
    if (request.body.length > MOST_BYTES) return answer(413);
    if (request.body.length > LARGE_BYTES && signature === 'enforce' && !mayBeOurs(request))
      return answer(401);
    const json = readJson(request.body);
    if (json === null) return answer(400);
    // What the console sends, unsigned, when somebody saves the address.
    if (isEmptyObject(json.value)) return answer(200);
    const event = toZaloEvent(json.value);
    if (event === null) return answer(400);
    const account = accountOf(event, (id) => ours.has(id));
    const verified = isVerified(request, event, account);
    if (!verified && signature === 'enforce') {
      reportRefusal(request, event, { account, value: json.value });
      return answer(401);
    }
    return take({
      body: request.body,
      event,
      account: account ?? 'unknown',
      verified,
      ...facts(request, account),
    });
  }

  function take(arrival: Arrival): WebhookResponse {
    const { account, event, isOurs, verified } = arrival;
    if (!isOurs) {
      const times = strange.count();
      if (times > 0)
        log.error('an event came for an OA that is not configured', {
          alarm: 'zalo-account',
          account,
          event: event.name,
          times,
        });
    }
    if (!verified)
      log.warn('an event was taken whose signature does not match', { account, event: event.name });
    if (event.name.startsWith('anonymous_send_')) {
      const times = anonymous.count();
      if (times > 0) log.warn('an anonymous visitor wrote: kept, and answered by nobody', { account, times });
    }
    if (event.name === 'user_withdraw')
      log.error('a person withdrew their consent in Zalo: their data is to be deleted', {
        alarm: 'zalo-withdraw',
        account,
      });
    return { status: 200, events: [toInbound(arrival)] };
  }

  const facts = (request: WebhookRequest, account: string | null) => ({
    isOurs: account !== null && ours.has(account),
    isZns: request.headers['x-zevent-server']?.toUpperCase() === 'ZNS',
  });

  function mayBeOurs({ headers, body }: WebhookRequest): boolean {
    const given = readSignature(headers['x-zevent-signature']);
    return given !== null && mayBeSigned(given, body, accounts);
  }

  /** By the secret of the account the event is of; an event of no account of ours, by any secret we have. */
  function isVerified(request: WebhookRequest, event: ZaloEvent, oaId: string | null): boolean {
    const given = readSignature(request.headers['x-zevent-signature']);
    if (given === null) return false;
    const account = oaId === null ? undefined : ours.get(oaId);
    if (account && account.appId !== event.appId) return false;
    const secrets = account ? [account.oaSecretKey] : accounts.map((one) => one.oaSecretKey);
    return secrets.some((secret) => isSignedWith(given, signedPart(request, event), secret));
  }

  function reportRefusal(
    request: WebhookRequest,
    event: ZaloEvent,
    about: { account: string | null; value: unknown },
  ): void {
    const times = refused.count();
    if (times === 0) return;
    const given = readSignature(request.headers['x-zevent-signature']);
    const isHinted = given !== null && request.body.length <= LARGE_BYTES;
    const hint = isHinted
      ? signatureHint(given, signedPart(request, event), {
          accounts,
          oaId: about.account ?? '',
          event: about.value,
          headerTimestamp: request.headers['x-zevent-timestamp'],
        })
      : 'no signature';
    const configured = about.account === null ? undefined : ours.get(about.account);
    const otherApp = configured !== undefined && configured.appId !== event.appId;
    log.warn('webhooks were refused', {
      account: about.account,
      event: event.name,
      hint,
      otherApp,
      times,
    });
  }

  return { method: 'POST', path: '/webhooks/zalo-oa', handle };
}

/** The page that proves to Zalo whose domain this is; served only under its own code. */
export function zaloVerifier(code: string): WebhookRoute {
  // It becomes a path: nothing a router could read as a pattern.
  if (!/^[\w-]{1,128}$/.test(code))
    throw new AppError('invalid', 'the code of the Zalo verifier page has letters, digits, - and _ only');
  const name = 'zalo-platform-site-verification';
  const body = `<!doctype html>\n<html lang="vi"><head><meta name="${name}" property="${name}" content="${code}"><title>Zalo</title></head></html>\n`;
  return {
    method: 'GET',
    path: `/zalo_verifier${code}.html`,
    handle: async () => ({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body,
      events: [],
    }),
  };
}

const answer = (status: number): WebhookResponse => ({ status, events: [] });

const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;

const signedPart = (request: WebhookRequest, event: ZaloEvent): Signed => ({
  appId: event.appId ?? '',
  body: request.body,
  timestamp: event.timestamp ?? request.headers['x-zevent-timestamp'] ?? '',
});
