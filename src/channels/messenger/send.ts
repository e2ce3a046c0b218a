import type { Log } from '../../log.ts';
import type { Choice } from '../../model/exchange.ts';
import type { World } from '../../world.ts';
import { type Outgoing, SendError } from '../channel.ts';
import { readyText } from '../ready-text.ts';
import type { GraphClient } from './graph-client.ts';
import { OUR_METADATA, payloadFor } from './our-marks.ts';
import { type GraphCode, nameOf, refusalOf } from './refusals.ts';
import { verdictOf } from './verdict.ts';

/** Meta takes "less than 2,000 characters"; counted in UTF-16 units, the stricter of the two ways it may count. */
export const MAX_TEXT = 1999;
const MAX_QUICK_REPLIES = 13;
const MAX_TITLE = 20;
const MAX_PAYLOAD = 1000;
/** A call that begins later than this would be cut off by the time-out of the whole send, and its outcome be unknown for nothing. */
const LATEST_CALL_MS = 5_000;

const IN_WINDOW = { messaging_type: 'RESPONSE' };
/** For words of a human up to 7 days after the person wrote; automated ones are forbidden under it. */
const BY_HUMAN = { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' };

type SendDeps = { clientOf(pageId: string): GraphClient | null; world: World; log: Log };

/** One message by one call; a second one only after Graph has refused the first. */
export function createSender({ clientOf, world, log }: SendDeps) {
  return async (from: string, to: string, message: Outgoing): Promise<string> => {
    const client = clientOf(from);
    if (!client) throw new SendError('needs_admin', `page ${from} is not configured`);
    const words = toWords(message);
    const began = world.now().getTime();
    const post = async (how: object) => {
      const payload = { recipient: { id: to }, ...how, message: words };
      return verdictOf(await client.post(`/${encodeURIComponent(from)}/messages`, payload, message.signal));
    };

    const first = await post(IN_WINDOW);
    if (first.is === 'taken') return first.id;
    const refusal = refused(from, first);
    if (refusal.failure !== 'window_closed' || message.by !== 'officer') throw refusal;
    if (world.now().getTime() - began > LATEST_CALL_MS)
      throw new SendError('unreachable', 'no time is left for a second call');
    const second = await post(BY_HUMAN);
    if (second.is === 'taken') return second.id;
    throw refusedToHuman(from, second);
  };

  type Refused = GraphCode & { retryAfterMs: number | null };

  function refused(account: string, { retryAfterMs, ...code }: Refused): SendError {
    const { error, alarm } = refusalOf(code);
    if (alarm) log.error('Meta refuses and somebody has to act', { alarm, account, code: nameOf(code) });
    if (retryAfterMs === null) return error;
    return new SendError(error.failure, error.message, { retryAfterMs });
  }

  /** A page that was not granted the tag has no way left to this person; its other messages go on. */
  function refusedToHuman(account: string, code: Refused): SendError {
    const error = refused(account, code);
    if (error.failure !== 'needs_admin' && error.failure !== 'rejected') return error;
    log.error('the page may not send under HUMAN_AGENT: apply for it in App Review', {
      alarm: 'messenger-human-agent',
      account,
      code: nameOf(code),
    });
    return new SendError('window_closed', `${error.message}, under HUMAN_AGENT`);
  }
}

/** The numbers stand in the text; quick replies are a convenience that is gone with the next message. */
function toWords(message: Outgoing): object {
  const text = readyText(message, MAX_TEXT);
  const quickReplies = toQuickReplies(message.choices);
  return { text, metadata: OUR_METADATA, ...(quickReplies && { quick_replies: quickReplies }) };
}

/** Null where the menu is too long for them. */
function toQuickReplies(choices: readonly Choice[]): object[] | null {
  if (choices.length === 0 || choices.length > MAX_QUICK_REPLIES) return null;
  return choices.map(({ n, title, say }) => {
    const payload = payloadFor(say);
    return {
      content_type: 'text',
      title: clipped(`${n}. ${title}`),
      payload: payload.length <= MAX_PAYLOAD ? payload : payloadFor(String(n)),
    };
  });
}

const GRAPHEMES = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** At most 20 characters, cut between two that people see. */
function clipped(title: string): string {
  const whole = title.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  if (whole.length <= MAX_TITLE) return whole;
  let kept = '';
  for (const { segment } of GRAPHEMES.segment(whole)) {
    if (kept.length + segment.length > MAX_TITLE - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
