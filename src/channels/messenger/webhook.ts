import { createHash, timingSafeEqual } from 'node:crypto';
import type { Log } from '../../log.ts';
import type { World } from '../../world.ts';
import type { WebhookRequest, WebhookResponse, WebhookRoute } from '../channel.ts';
import { readJson } from '../read-json.ts';
import { createTally } from '../tally.ts';
import type { MessengerAccount } from './messenger-account.ts';
import { type MessengerItem, toItems } from './messenger-event.ts';
import { isSignedWith, readSignature, signatureHint } from './signature.ts';
import { toInbound } from './translate.ts';

const PATH = '/webhooks/messenger';
const MOST_BYTES = 1024 * 1024;
/** No hint is looked for beyond it. */
const LARGE_BYTES = 64 * 1024;

type WebhookDeps = { accounts: readonly MessengerAccount[]; world: World; log: Log };

/** Meta's way in: the signature is checked over the very bytes before anything reads them. Thinks nothing and stores nothing. */
export function messengerWebhook(deps: WebhookDeps): WebhookRoute {
  const { accounts, log } = deps;
  const ours = new Map(accounts.map((account) => [account.pageId, account]));
  const refused = createTally(deps.world);
  const strange = createTally(deps.world);

  async function handle(request: WebhookRequest): Promise<WebhookResponse> {
    const { body } = request;
    if (body.length > MOST_BYTES) return answer(413);
    const signers = signersOf(request);
    if (signers.length === 0) {
      reportRefusal(request);
      return answer(401);
    }
    const told = tell(body);
    if (told === null) return answer(400);
    // An app of somebody else's with a right to its own page has none to speak of ours.
    const isForeign = told.items.some(
      ({ page }) => isOurs(page) && !signers.some((one) => one.pageId === page),
    );
    if (isForeign) {
      log.warn('webhooks were refused', { hint: 'signed by the app of another page', times: 1 });
      return answer(401);
    }
    const events = told.items.map((item) => take(item, told.object === 'page', body));
    return { status: 200, events };
  }

  const isOurs = (page: string | null): boolean => page !== null && ours.has(page);

  function signersOf({ headers, body }: WebhookRequest): MessengerAccount[] {
    const given = readSignature(headers['x-hub-signature-256']);
    return given === null ? [] : accounts.filter(({ appSecret }) => isSignedWith(given, body, appSecret));
  }

  function take(item: MessengerItem, isPage: boolean, body: Buffer) {
    const account = item.page ?? 'unknown';
    const isKnown = isPage && isOurs(item.page);
    if (!isKnown) reportStranger(item, account);
    if (item.name === 'policy_enforcement')
      log.error('Meta warns the page, or has blocked it', { alarm: 'messenger-policy', account });
    return toInbound({ item, account, isOurs: isKnown, raw: rawOf(item, body) });
  }

  function reportStranger({ name }: MessengerItem, account: string): void {
    const times = strange.count();
    if (times === 0) return;
    const facts = { alarm: 'messenger-account', account, event: name, times };
    log.error('an event came for a page that is not configured', facts);
  }

  function reportRefusal({ headers, body }: WebhookRequest): void {
    const times = refused.count();
    if (times === 0) return;
    const given = readSignature(headers['x-hub-signature-256']);
    const isHinted = given !== null && body.length <= LARGE_BYTES;
    log.warn('webhooks were refused', {
      hint: isHinted ? signatureHint(given, body, accounts) : 'no signature',
      times,
    });
  }

  return { method: 'POST', path: PATH, handle };
}

/** Meta asks once, when somebody saves the address, whether we know the word that was agreed on. */
export function messengerHandshake(accounts: readonly MessengerAccount[]): WebhookRoute {
  return {
    method: 'GET',
    path: PATH,
    async handle({ query }) {
      const [mode, token, challenge] = ['mode', 'verify_token', 'challenge'].map((name) => only(query, name));
      const isAgreed = accounts.some(({ verifyToken }) => isSame(token ?? '', verifyToken));
      if (mode !== 'subscribe' || !challenge || !isAgreed) return answer(403);
      const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' };
      return { status: 200, headers, body: challenge, events: [] };
    },
  };
}

const answer = (status: number): WebhookResponse => ({ status, events: [] });

function tell(body: Buffer): ReturnType<typeof toItems> {
  const json = readJson(body);
  return json === null ? null : toItems(json.value);
}

/** One event of a batch, so that each is kept by itself; the whole where it is nested too deeply to be written, which no event is. */
function rawOf({ value }: MessengerItem, body: Buffer): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return body.toString('utf8');
  }
}

/** Null when it is not there, or there more than once. */
function only(query: URLSearchParams, name: string): string | null {
  const given = query.getAll(`hub.${name}`);
  return given.length === 1 ? (given[0] ?? null) : null;
}

const isSame = (given: string, wanted: string): boolean => timingSafeEqual(digest(given), digest(wanted));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
