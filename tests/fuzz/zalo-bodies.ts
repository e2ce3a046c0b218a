import fc from 'fast-check';
import { FAKE_OA } from '../fakes/fake-zalo.ts';
import { createZaloEvents, type ZaloJson } from '../fakes/fake-zalo-events.ts';
import { asObject, mutated } from './mutate.ts';

const zalo = createZaloEvents([FAKE_OA]);
const USER = '246845883529197922';
const OUR = { account: FAKE_OA.oaId, user: USER, text: 'xin chào', messageId: 'o1' };
const picture = [
  { type: 'image', payload: { url: 'https://a.zdn.vn/1.jpg', thumbnail: 'https://a.zdn.vn/t' } },
];
const place = [{ type: 'location', payload: { coordinates: { latitude: '12.6', longitude: '108.0' } } }];
const card = [{ type: 'link', payload: { description: '{"phone":"84900000000"}' } }];
const flat = { app_id: FAKE_OA.appId, oa_id: FAKE_OA.oaId, timestamp: '1543979782740' };

const seeds: ZaloJson[] = [
  zalo.userSends(USER, 'công ty nợ lương', { quotes: 'q1' }),
  zalo.userSends(USER, 'ảnh', { kind: 'image', attachments: picture }),
  zalo.userSends(USER, 'đây', { kind: 'location', attachments: place }),
  zalo.userSends(USER, 'ai', { kind: 'business_card', attachments: card }),
  zalo.echoOf(OUR, { admin: '77' }),
  zalo.receiptOf([OUR]),
  zalo.receiptOf([OUR, OUR], 'seen'),
  { ...flat, event_name: 'follow', follower: { id: USER } },
  { ...flat, event_name: 'add_user_to_tag', tag: { user_ids: [USER], name: 'x' } },
  {
    ...flat,
    event_name: 'user_send_group_text',
    sender: { id: USER },
    recipient: { id: '8' },
    message: { msg_id: 'm', text: 'x' },
  },
];

/** Requests to the Zalo webhook: mutated events, signed rightly, wrongly or not at all. */
export const zaloRequests = fc
  .record({
    event: mutated(seeds),
    signed: fc.constantFrom('after', 'after', 'after', 'before', 'never', 'nonsense'),
    zns: fc.boolean(),
  })
  .map(({ event: { changed, intact, body }, signed, zns }) => {
    const signedEvent = signed === 'after' ? (asObject(body) ?? changed) : changed;
    const bytes = signed === 'after' ? body : intact;
    const { headers } = zalo.signedWebhook(signedEvent, { body: bytes.toString('utf8') });
    const signature: Record<string, string> =
      signed === 'never' ? {} : signed === 'nonsense' ? { 'x-zevent-signature': 'mac=zz' } : headers;
    return { body, headers: { ...signature, ...(zns ? { 'x-zevent-server': 'ZNS' } : {}) } };
  });
