import type { Log } from '../../log.ts';
import type { Choice } from '../../model/exchange.ts';
import type { World } from '../../world.ts';
import { call } from '../call.ts';
import { type Outgoing, SendError } from '../channel.ts';
import { readyText } from '../ready-text.ts';
import { BUTTON_CODES, refusalOf, TOKEN_CODES } from './refusals.ts';
import type { Tokens } from './token.ts';
import { type Verdict, verdictOf } from './verdict.ts';

export const MAX_TEXT = 2000;
const MAX_BUTTONS = 5;
const MAX_BUTTON_TITLE = 100;
/** How long a reply waits for a new token before it gives way to the outbox, which tries again. */
const PATIENCE_MS = 5_000;
/** A call that begins later than this would be cut off by the time-out of the whole send, and its outcome be unknown for nothing. */
const LATEST_CALL_MS = 5_000;
/** With the token we knew, with the one another process stored meanwhile, and with a new one. */
const MOST_CALLS = 3;

type SendDeps = {
  apiUrl: string;
  tokensOf(oaId: string): Tokens | null;
  /** Show choices as buttons besides the numbered text. */
  buttons: boolean;
  world: World;
  log: Log;
};

/** One consultation message (tin Tư vấn) by one call; a second one only after Zalo has refused the first. */
export function createSender(deps: SendDeps) {
  const { world, log } = deps;
  const withoutButtons = new Set<string>();

  return async (from: string, to: string, message: Outgoing): Promise<string> => {
    const tokens = deps.tokensOf(from);
    if (!tokens) throw new SendError('needs_admin', `OA ${from} is not configured`);
    const text = readyText(message, MAX_TEXT);
    const began = world.now().getTime();
    const buttons = deps.buttons && !withoutButtons.has(from) ? toButtons(message.choices) : null;
    const send = (body: unknown) =>
      deliver(tokens, JSON.stringify({ recipient: { user_id: to }, message: body }), message.signal, began);

    const verdict = await send(buttons ? { text, attachment: buttons } : { text });
    if (verdict.is === 'taken') return verdict.id;
    if (!buttons || !BUTTON_CODES.has(verdict.code)) throw refused(from, verdict.code);
    const plain = await send({ text });
    if (plain.is === 'refused') throw refused(from, plain.code);
    withoutButtons.add(from);
    log.warn('an OA does not take buttons: its choices go as numbers only', {
      account: from,
      code: verdict.code,
    });
    return plain.id;
  };

  async function deliver(tokens: Tokens, body: string, signal: AbortSignal, began: number): Promise<Verdict> {
    let token = { access: await patiently(tokens.current()), isNew: false };
    for (let call = 1; ; call++) {
      if (call > MOST_CALLS || world.now().getTime() - began > LATEST_CALL_MS)
        throw new SendError('unreachable', 'no token that Zalo takes was found in time');
      const verdict = await post(token.access, body, signal);
      if (verdict.is === 'taken' || !TOKEN_CODES.has(verdict.code)) return verdict;
      if (token.isNew)
        throw new SendError('bad_credentials', `Zalo ${verdict.code}: a token just granted is refused`);
      token = await patiently(tokens.replace(token.access));
    }
  }

  async function post(access: string, body: string, signal: AbortSignal): Promise<Verdict> {
    const url = `${deps.apiUrl}/v3.0/oa/message/cs`;
    const headers = { access_token: access, 'content-type': 'application/json' };
    return verdictOf(await call(world, { method: 'POST', url, headers, body, signal }));
  }

  function refused(account: string, code: number): SendError {
    const { error, alarm } = refusalOf(code, world.now());
    if (alarm) log.error('Zalo refuses for want of quota or money', { alarm, account, code });
    return error;
  }

  async function patiently<T>(work: Promise<T>): Promise<T> {
    let cancel = () => {};
    const late = new Promise<never>((_, reject) => {
      cancel = world.after(PATIENCE_MS, () =>
        reject(new SendError('unreachable', 'the token is still being renewed')),
      );
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      cancel();
    }
  }
}

/** A tap comes back as the person's own text, so it says what the number means; null where the menu is too long for buttons. */
function toButtons(choices: readonly Choice[]): object | null {
  if (choices.length === 0 || choices.length > MAX_BUTTONS) return null;
  const buttons = choices.map(({ title, say }) => ({
    title: title.slice(0, MAX_BUTTON_TITLE),
    type: 'oa.query.show',
    payload: say,
  }));
  return { type: 'template', payload: { buttons } };
}
