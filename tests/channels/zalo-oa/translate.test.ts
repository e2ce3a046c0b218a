import { readJson } from '../../../src/channels/read-json.ts';
import { accountOf, toInbound } from '../../../src/channels/zalo-oa/translate.ts';
import { toZaloEvent } from '../../../src/channels/zalo-oa/zalo-event.ts';
import type { InboundEvent } from '../../../src/model/channel.ts';

const OA = '388613280878808645';
const USER = '246845883529197922';
const APP = '360846524940903967';
const said = {
  app_id: APP,
  sender: { id: USER },
  user_id_by_app: '55',
  recipient: { id: OA },
  timestamp: '154390853474',
};
const done = { app_id: APP, sender: { id: OA }, recipient: { id: USER }, timestamp: '154390853474' };
const flat = { app_id: APP, oa_id: OA, user_id_by_app: '55', timestamp: '1543979782740' };
const msg_id = '96d3cdf3af150460909';

function translate(written: unknown): InboundEvent {
  const body = Buffer.from(typeof written === 'string' ? written : JSON.stringify(written));
  const event = toZaloEvent(readJson(body)?.value);
  if (!event) throw new Error('no event');
  const account = accountOf(event, (id) => id === OA) ?? 'unknown';
  return toInbound({ body, event, account, isOurs: account === OA, verified: true, isZns: false });
}
const messageOf = (written: unknown) => {
  const event = translate(written);
  return event.is === 'message' ? event.message : null;
};

test.each<[string, string, object, object]>([
  ['text', 'user_send_text', { text: 'message' }, { kind: 'text', text: 'message', attachments: [] }],
  [
    'picture with a caption',
    'user_send_image',
    {
      text: 'bảng lương',
      attachments: [
        { type: 'image', payload: { thumbnail: 'https://a.zdn.vn/t', url: 'https://a.zdn.vn/i' } },
      ],
    },
    {
      kind: 'image',
      text: 'bảng lương',
      attachments: [{ type: 'image', url: 'https://a.zdn.vn/i', name: null, size: null }],
    },
  ],
  [
    'several pictures',
    'user_send_image',
    { attachments: [1, 2].map((n) => ({ type: 'image', payload: { url: `https://a.zdn.vn/${n}` } })) },
    { attachments: [{ url: 'https://a.zdn.vn/1' }, { url: 'https://a.zdn.vn/2' }] },
  ],
  [
    'gif',
    'user_send_gif',
    { attachments: [{ type: 'gif', payload: { url: 'https://a.zdn.vn/g' } }] },
    { kind: 'image', attachments: [{ type: 'gif' }] },
  ],
  [
    'sticker',
    'user_send_sticker',
    { attachments: [{ type: 'sticker', payload: { id: 5, url: 'https://s' } }] },
    { kind: 'sticker' },
  ],
  [
    'voice',
    'user_send_audio',
    { attachments: [{ type: 'audio', payload: { url: 'https://a.zdn.vn/a.amr' } }] },
    { kind: 'audio' },
  ],
  [
    'video',
    'user_send_video',
    {
      attachments: [
        { type: 'video', payload: { url: 'https://v', thumbnail: 'https://t', description: 'xưởng' } },
      ],
    },
    { kind: 'video', attachments: [{ type: 'video', url: 'https://v', name: 'xưởng', size: null }] },
  ],
  [
    'file',
    'user_send_file',
    {
      attachments: [
        {
          type: 'file',
          payload: {
            url: 'https://f',
            name: 'đơn.pdf'.normalize('NFD'),
            size: '48213',
            type: 'pdf',
            checksum: 'x',
          },
        },
      ],
    },
    {
      kind: 'file',
      attachments: [{ type: 'file', url: 'https://f', name: 'đơn.pdf'.normalize('NFC'), size: 48213 }],
    },
  ],
  [
    'link',
    'user_send_link',
    {
      attachments: [
        { type: 'link', payload: { url: 'https://l', thumbnail: 'https://t', description: 'Báo' } },
      ],
    },
    { kind: 'link', attachments: [{ type: 'link', url: 'https://l', name: 'Báo' }] },
  ],
  [
    'business card',
    'user_send_business_card',
    {
      text: 'Tên ví dụ',
      attachments: [
        {
          type: 'link',
          payload: { url: 'https://c', description: '{"phone":"84900000000","qrCodeUrl":"https://q"}' },
        },
      ],
    },
    {
      kind: 'contact',
      text: 'Tên ví dụ',
      attachments: [{ type: 'contact', url: 'https://c', name: '84900000000' }],
    },
  ],
  [
    'place',
    'user_send_location',
    {
      text: 'Cổng nhà máy',
      attachments: [
        { type: 'location', payload: { coordinates: { latitude: '12.6667', longitude: '108.05' } } },
      ],
    },
    {
      kind: 'location',
      text: 'Cổng nhà máy',
      attachments: [{ type: 'location', url: null, name: '12.6667,108.05' }],
    },
  ],
])('a person sends a %s', (_, event_name, message, expected) => {
  expect(messageOf({ ...said, event_name, message: { msg_id, ...message } })).toMatchObject({
    key: `zalo-oa:${OA}:${msg_id}`,
    channel: 'zalo-oa',
    account: OA,
    sender: USER,
    platformId: msg_id,
    event: null,
    wantsTurn: true,
    ...expected,
  });
});

test.each<[string, object, { sender: string; event: string; key?: string; text?: string }]>([
  [
    'follow',
    { ...flat, event_name: 'follow', follower: { id: USER }, source: 'oa_profile' },
    { sender: USER, event: 'follow' },
  ],
  [
    'unfollow',
    { ...flat, event_name: 'unfollow', follower: { id: USER } },
    { sender: USER, event: 'unfollow' },
  ],
  [
    'chat now',
    { ...flat, event_name: 'user_click_chatnow', user_id: USER },
    { sender: USER, event: 'user_click_chatnow' },
  ],
  [
    'submitted form',
    { ...said, event_name: 'user_submit_info', info: { name: 'Ví dụ', phone: 84900000000 } },
    { sender: USER, event: 'user_submit_info', text: '' },
  ],
  [
    'anonymous text',
    { ...said, event_name: 'anonymous_send_text', message: { conversation_id: 'c', text: 'chào', msg_id } },
    {
      sender: USER,
      event: 'anonymous_send_text',
      text: 'chào',
      key: `zalo-oa:${OA}:anonymous_send_text:${msg_id}:154390853474`,
    },
  ],
  [
    'reaction',
    { ...said, event_name: 'user_reacted_message', message: { msg_id, react_icon: ':>' } },
    {
      sender: USER,
      event: 'user_reacted_message',
      key: `zalo-oa:${OA}:user_reacted_message:${msg_id}:154390853474`,
    },
  ],
  [
    'our reaction',
    { ...done, event_name: 'oa_reacted_message', message: { msg_id } },
    { sender: USER, event: 'oa_reacted_message' },
  ],
  [
    'tag of one',
    { ...flat, event_name: 'add_user_to_tag', tag: { user_ids: [USER], name: 'vip' } },
    { sender: USER, event: 'add_user_to_tag' },
  ],
  [
    'tag of two',
    { ...flat, event_name: 'add_user_to_tag', tag: { user_ids: [USER, '7'], name: 'vip' } },
    { sender: OA, event: 'add_user_to_tag' },
  ],
  [
    'removed tag',
    { ...flat, event_name: 'remove_tag', tag: { name: 'vip' } },
    { sender: OA, event: 'remove_tag' },
  ],
  [
    'withdrawal',
    { ...flat, event_name: 'user_withdraw', user_id: USER },
    { sender: USER, event: 'user_withdraw' },
  ],
  [
    'rating',
    { ...said, event_name: 'user_feedback', message: { note: '', rate: 3, msg_id } },
    { sender: USER, event: 'user_feedback', text: '' },
  ],
  [
    'new group',
    { ...flat, event_name: 'create_group', group_id: '8888' },
    { sender: OA, event: 'create_group' },
  ],
  [
    'group member',
    { ...flat, event_name: 'user_join_group', group_id: '8888', users: [{ id: USER }] },
    { sender: USER, event: 'user_join_group' },
  ],
  [
    'group text',
    {
      ...flat,
      event_name: 'user_send_group_text',
      sender: { id: USER },
      recipient: { id: '8888' },
      message: { text: 'nói trong nhóm', msg_id },
    },
    { sender: USER, event: 'user_send_group_text', text: '' },
  ],
  [
    'our group text',
    {
      ...flat,
      event_name: 'oa_send_group_text',
      sender: { id: OA },
      recipient: { id: '8888' },
      message: { text: 'x', msg_id },
    },
    { sender: OA, event: 'oa_send_group_text', text: '' },
  ],
  [
    'echo without an id',
    { ...done, event_name: 'oa_send_text', message: { text: 'x' } },
    { sender: USER, event: 'oa_send_text' },
  ],
  [
    'receipt without an id',
    { ...done, event_name: 'user_seen_message', message: {} },
    { sender: USER, event: 'user_seen_message' },
  ],
  [
    'unknown kind',
    { ...said, event_name: 'user_send_hologram', message: { msg_id } },
    { sender: USER, event: 'user_send_hologram' },
  ],
  ['no name', { ...said, message: { msg_id } }, { sender: USER, event: '' }],
  [
    'a name of the language',
    { ...said, event_name: 'constructor', message: { msg_id } },
    { sender: USER, event: 'constructor' },
  ],
  ['nobody', { app_id: APP, oa_id: OA }, { sender: OA, event: '' }],
  [
    'a text of nobody',
    { ...said, sender: null, event_name: 'user_send_text', message: { msg_id, text: 'x' } },
    { sender: OA, event: 'user_send_text' },
  ],
])('kept only: %s', (_, written, expected) => {
  const message = messageOf(written);
  expect(message).toMatchObject({
    kind: 'event',
    account: OA,
    wantsTurn: false,
    attachments: [],
    ...expected,
  });
  expect(message?.key.startsWith(`zalo-oa:${OA}:`)).toBe(true);
});

test.each([
  [
    'of another shape',
    {
      ...said,
      event_name: 'user_send_image',
      message: { msg_id, text: 5, attachments: [null, 'x', { type: 3, payload: [] }, {}] },
    },
  ],
  ['of lists', { ...said, event_name: 'user_send_text', sender: [], message: [] }],
  ['of numbers', { ...said, event_name: 7, recipient: 8, users: 9, tag: 10, message: 11 }],
])('fields %s do not stop an event from being kept', (_, written) => {
  expect(messageOf(written)).toMatchObject({ account: expect.any(String), raw: JSON.stringify(written) });
});

test('ids written as bare numbers keep every digit', () => {
  const written = `{"event_name":"user_send_text","app_id":${APP},"sender":{"id":9007199254740993777},"recipient":{"id":${OA}},"message":{"text":"số 9007199254740993777, \\"12345678901234567890\\"","msg_id":12345678901234567,"quote_msg_id":98765432109876543},"timestamp":1751100041636}`;
  expect(messageOf(written)).toMatchObject({
    sender: '9007199254740993777',
    account: OA,
    platformId: '12345678901234567',
    quotes: '98765432109876543',
    text: 'số 9007199254740993777, "12345678901234567890"',
    raw: written,
  });
});

test.each([
  [OA, { ...flat, event_name: 'follow' }],
  [OA, { ...said, event_name: 'user_send_text' }],
  [OA, { ...done, event_name: 'oa_send_text' }],
  [OA, { ...done, event_name: 'user_seen_message' }],
  [OA, { ...done, event_name: 'something_new' }],
  ['4444', { app_id: APP, sender: { id: OA }, recipient: { id: '4444' }, event_name: 'user_send_text' }],
  [null, { app_id: APP, event_name: 'x' }],
])('the account %s is read from the event', (account, written) => {
  const event = toZaloEvent(written);
  expect(event && accountOf(event, (id) => id === OA)).toBe(account);
});

test('an id that is not made of plain characters cannot imitate another key', () => {
  const key =
    messageOf({ ...said, event_name: 'user_send_text', message: { msg_id: 'a#1/to/p:b', text: 'x' } })?.key ??
    '';
  expect(key).toMatch(/^zalo-oa:\d+:[0-9a-f]{64}$/);
});

test('the same event without an id has the same key, another one another', () => {
  const follow = { ...flat, event_name: 'follow', follower: { id: USER } };
  expect(messageOf(follow)?.key).toBe(messageOf({ ...follow })?.key);
  expect(messageOf({ ...follow, timestamp: '1543979782741' })?.key).not.toBe(messageOf(follow)?.key);
});

test('a reaction to a message and the message have different keys', () => {
  const text = messageOf({ ...said, event_name: 'user_send_text', message: { msg_id, text: 'x' } });
  const reaction = messageOf({ ...said, event_name: 'user_reacted_message', message: { msg_id } });
  expect(reaction?.key).not.toBe(text?.key);
});

test('a receipt without a list names one message, one with a list all of them', () => {
  expect(translate({ ...done, event_name: 'user_received_message', message: { msg_id } })).toEqual({
    is: 'receipt',
    receipt: { channel: 'zalo-oa', account: OA, state: 'delivered', platformIds: [msg_id] },
  });
  expect(
    translate({ ...done, event_name: 'user_seen_message', message: { msg_ids: ['1', '2'] } }),
  ).toMatchObject({
    receipt: { state: 'seen', platformIds: ['1', '2'] },
  });
});

test('a human in the inbox of Zalo is named by an echo of any kind', () => {
  const event = {
    ...done,
    sender: { id: OA, admin_id: 777 },
    event_name: 'oa_send_image',
    message: { msg_id },
  };
  expect(translate(event)).toMatchObject({
    is: 'echo',
    echo: { recipient: USER, admin: '777', platformId: msg_id, text: '' },
  });
});
