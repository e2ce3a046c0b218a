import { createMessenger } from '../../../src/channels/messenger/messenger.ts';
import type { InboundEvent } from '../../../src/model/channel.ts';
import { FAKE_PAGE } from '../../fakes/fake-graph.ts';
import { createGraphEvents, type GraphJson } from '../../fakes/fake-graph-events.ts';
import { createFakeWorld } from '../../fakes/fake-world.ts';
import { createRecordedLog } from '../../fakes/recorded-log.ts';

const PERSON = '6512345678901234567';
const OTHER = { pageId: '104857600000002', pageToken: 't2', appSecret: 'secret-2', verifyToken: 'v2' };
const meta = createGraphEvents([FAKE_PAGE, OTHER]);
const page = FAKE_PAGE.pageId;
const said = (what: GraphJson, list = 'messaging', of: string | number = page): GraphJson => ({
  object: 'page',
  entry: [
    { id: of, time: 1, [list]: [{ sender: { id: PERSON }, recipient: { id: of }, timestamp: 5, ...what }] },
  ],
});

async function give(event: GraphJson, more: { secret?: string; body?: string } = {}) {
  const log = createRecordedLog();
  const { inbound } = createMessenger({
    accounts: [FAKE_PAGE, OTHER],
    graph: { url: 'http://127.0.0.1:9', version: 'v25.0' },
    world: createFakeWorld(),
    log,
  });
  const route =
    inbound.kind === 'webhook' ? inbound.routes.find(({ method }) => method === 'POST') : undefined;
  if (!route) throw new Error('no webhook');
  const { body, headers } = meta.signedWebhook(event, more);
  const answer = await route.handle({ body, headers, query: new URLSearchParams() });
  return { ...answer, log };
}
const take = async (event: GraphJson): Promise<InboundEvent[]> => {
  const { status, events } = await give(event);
  expect(status).toBe(200);
  return events;
};
const messageOf = async (event: GraphJson) => {
  const [first] = await take(event);
  if (first?.is !== 'message') throw new Error('not a message');
  return first.message;
};

test.each<[string, GraphJson, string]>([
  [
    'a quick reply of ours, by what it means',
    { message: { mid: 'm', text: '1. Lương, tiền…', quick_reply: { payload: 'say:tiền lương' } } },
    'tiền lương',
  ],
  [
    "a quick reply of another app's, by its title",
    { message: { mid: 'm', text: 'Giờ mở cửa', quick_reply: { payload: 'HOURS' } } },
    'Giờ mở cửa',
  ],
  ['a quick reply without a payload', { message: { mid: 'm', text: 'Rồi', quick_reply: {} } }, 'Rồi'],
  ['a button of ours', { postback: { mid: 'm', title: 'Gặp', payload: 'say:gặp cán bộ' } }, 'gặp cán bộ'],
  [
    'Get Started, by its title',
    { postback: { mid: 'm', title: 'Bắt đầu', payload: 'GET_STARTED', referral: { ref: 'x' } } },
    'Bắt đầu',
  ],
  [
    'Get Started in English, by its title',
    { postback: { mid: 'm', title: 'Get Started', payload: 'GET_STARTED' } },
    'Get Started',
  ],
  [
    "a text wrapped as in Meta's examples",
    { field: 'messages', value: { sender: { id: PERSON }, message: { mid: 'm', text: 'chào' } } },
    'chào',
  ],
])('%s is something the person says', async (_, what, text) => {
  expect(await messageOf(said(what))).toMatchObject({
    kind: 'text',
    text,
    sender: PERSON,
    platformId: 'm',
    key: `messenger:${page}:m`,
    wantsTurn: true,
  });
});

test('a postback without an id has the same key when it comes again, and another one when tapped again', async () => {
  const tap = (timestamp: number) => said({ timestamp, postback: { title: 'Bắt đầu', payload: 'x' } });
  const [first, again, other] = [await messageOf(tap(1)), await messageOf(tap(1)), await messageOf(tap(2))];
  expect(first).toMatchObject({ text: 'Bắt đầu', platformId: null, wantsTurn: true });
  expect(again.key).toBe(first.key);
  expect(other.key).not.toBe(first.key);
});

const url = 'https://cdn.fbsbx.example/x';
test.each<[string, GraphJson, string, string]>([
  [
    'a sticker as it came until 2026',
    { type: 'image', payload: { url, sticker_id: 369239263222822 } },
    'sticker',
    'image',
  ],
  ['a reel', { type: 'reel', payload: { url } }, 'video', 'reel'],
  ['a shared post', { type: 'post', payload: { url } }, 'link', 'post'],
  ['a preview without payload', { type: 'fallback', title: 'Báo', url }, 'link', 'fallback'],
  ['a type of tomorrow', { type: 'hologram', payload: { url } }, 'file', 'hologram'],
  ['a type that is none', { type: 7, payload: 'x' }, 'file', 'file'],
])('%s is kept', async (_, attachment, kind, type) => {
  const message = await messageOf(said({ message: { mid: 'm', attachments: [attachment] } }));
  expect(message).toMatchObject({ kind, wantsTurn: true, attachments: [{ type }] });
});

test('a text with the preview of its link stays a text; a picture with words stays a picture', async () => {
  const both = (type: string) =>
    said({ message: { mid: 'm', text: 'xem giúp', attachments: [{ type, payload: { url } }] } });
  expect(await messageOf(both('fallback'))).toMatchObject({ kind: 'text', attachments: [{ url }] });
  expect(await messageOf(both('image'))).toMatchObject({ kind: 'image', text: 'xem giúp' });
});

test('several pictures are one message with all of them', async () => {
  const attachments = [1, 2, 3].map((n) => ({ type: 'image', payload: { url: `${url}${n}` } }));
  const message = await messageOf(said({ message: { mid: 'm', attachments } }));
  expect(message.attachments.map((one) => one.url)).toEqual([`${url}1`, `${url}2`, `${url}3`]);
});

test('a place is kept by its coordinates', async () => {
  const place = { type: 'location', payload: { coordinates: { lat: 12.6667, long: '108.05' } } };
  const message = await messageOf(said({ message: { mid: 'm', attachments: [place] } }));
  expect(message).toMatchObject({ kind: 'location', attachments: [{ name: '12.6667,108.05', url: null }] });
});

test('a message that Meta hides from apps is answered all the same', async () => {
  expect(await messageOf(said({ message: { mid: 'm', is_unsupported: true } }))).toMatchObject({
    kind: 'file',
    wantsTurn: true,
    attachments: [{ type: 'unsupported' }],
  });
});

test.each<[string, GraphJson, string, string]>([
  ['a reaction', said({ reaction: { reaction: 'love', action: 'react', mid: 'o' } }), 'reaction', PERSON],
  ['a reaction taken back', said({ reaction: { action: 'unreact', mid: 'o' } }), 'reaction_removed', PERSON],
  ['an edit', said({ message_edit: { mid: 'm', text: 'sửa', num_edit: 1 } }), 'message_edit', PERSON],
  ['a deletion', said({ message: { mid: 'm', is_deleted: true } }), 'message', PERSON],
  ['a link to us', said({ referral: { ref: 'to-roi', source: 'SHORTLINK' } }), 'referral', PERSON],
  ['an opt-in', said({ optin: { type: 'notification_messages' } }), 'optin', PERSON],
  ['a hand-over', said({ pass_thread_control: { new_owner_app_id: 1 } }), 'pass_thread_control', PERSON],
  [
    'a message of a talk that another app has',
    said({ message: { mid: 'm', text: 'x' } }, 'standby'),
    'standby_message',
    PERSON,
  ],
  [
    'a button of a talk that another app has',
    said({ postback: { title: 'x' } }, 'standby'),
    'standby_postback',
    PERSON,
  ],
  [
    'a comment',
    {
      object: 'page',
      entry: [{ id: page, time: 1, changes: [{ field: 'feed', value: { item: 'comment', verb: 'add' } }] }],
    },
    'feed',
    page,
  ],
  [
    'roles without a sender',
    {
      object: 'page',
      entry: [{ id: page, messaging: [{ recipient: { id: page }, app_roles: { 1: ['x'] } }] }],
    },
    'app_roles',
    page,
  ],
  [
    'an entry without events',
    { object: 'page', entry: [{ id: page, time: 1, messaging: [] }] },
    'entry',
    page,
  ],
  ['an entry of another shape', { object: 'page', entry: ['x'] }, 'entry', 'unknown'],
  ['a body of another shape', { object: 'page', entry: 'x' }, 'webhook', 'unknown'],
  ['an echo without an id', said({ message: { is_echo: true, text: 'x' } }), 'message', PERSON],
  ['a read without a moment', said({ read: {} }), 'read', PERSON],
  ['a name that is no name', said({ 'đ:#': 1 }), 'unknown', PERSON],
  ['a postback without words', said({ postback: { payload: 'X' } }), 'postback', PERSON],
])('%s is kept and answered by nobody', async (_, event, name, sender) => {
  expect(await messageOf(event)).toMatchObject({ kind: 'event', event: name, sender, wantsTurn: false });
});

test('an edit keeps what it says now, and its message', async () => {
  expect(await messageOf(said({ message_edit: { mid: 'm', text: 'sửa' } }))).toMatchObject({ text: 'sửa' });
});

test('our own echo is told from that of a human by our mark, also in a talk that another app has', async () => {
  const echo = (more: GraphJson, list?: string) =>
    take(
      said(
        {
          sender: { id: page },
          recipient: { id: PERSON },
          message: { mid: 'o', text: 'x', is_echo: true, ...more },
        },
        list,
      ),
    );
  expect(await echo({ app_id: 5, metadata: 'cau-noi' })).toMatchObject([
    { is: 'echo', echo: { admin: null } },
  ]);
  expect(await echo({ app_id: 263902037430900 })).toMatchObject([
    { echo: { admin: '263902037430900', recipient: PERSON } },
  ]);
  expect(await echo({})).toMatchObject([{ echo: { admin: 'inbox', platformId: 'o' } }]);
  expect(await echo({ app_id: 263902037430900 }, 'standby')).toMatchObject([{ is: 'echo' }]);
});

test.each<[string, GraphJson, object]>([
  [
    'by ids',
    { delivery: { mids: ['a', 'b'], watermark: 7 } },
    { state: 'delivered', platformIds: ['a', 'b'] },
  ],
  [
    'until a moment',
    { delivery: { watermark: '1458668856253' } },
    { state: 'delivered', platformIds: [], upTo: { recipient: PERSON, at: '2016-03-22T17:47:36.253Z' } },
  ],
  [
    'read',
    { read: { watermark: 1458668856253 } },
    { state: 'seen', upTo: { recipient: PERSON, at: '2016-03-22T17:47:36.253Z' } },
  ],
])('a receipt %s is one', async (_, what, receipt) => {
  expect(await take(said(what))).toMatchObject([
    { is: 'receipt', receipt: { channel: 'messenger', account: page, ...receipt } },
  ]);
});

test('one request of several pages gives each its own events, in order', async () => {
  const shared = { ...OTHER, appSecret: FAKE_PAGE.appSecret };
  const { inbound } = createMessenger({
    accounts: [FAKE_PAGE, shared],
    graph: { url: 'http://127.0.0.1:9', version: 'v25.0' },
    world: createFakeWorld(),
    log: createRecordedLog(),
  });
  const batch = meta.batch([
    meta.userSends('1', 'một', { id: 'a' }),
    meta.userSends('2', 'hai', { id: 'b', page: OTHER.pageId }),
    meta.userSends('3', 'ba', { id: 'c', page: '999' }),
    meta.read('1', { until: new Date(5) }),
  ]);
  const { body, headers } = meta.signedWebhook(batch);
  const route =
    inbound.kind === 'webhook' ? inbound.routes.find(({ method }) => method === 'POST') : undefined;
  const answer = await route?.handle({ body, headers, query: new URLSearchParams() });
  expect(answer).toMatchObject({
    status: 200,
    events: [
      { message: { account: page, sender: '1', text: 'một', wantsTurn: true } },
      { message: { account: OTHER.pageId, sender: '2', text: 'hai', wantsTurn: true } },
      { message: { account: '999', sender: '3', text: 'ba', wantsTurn: false } },
      { is: 'receipt' },
    ],
  });
});

test('an app may not speak of a page that belongs to another app of ours', async () => {
  const event = meta.userSends(PERSON, 'x', { page: OTHER.pageId });
  expect(await give(event, { secret: FAKE_PAGE.appSecret })).toMatchObject({ status: 401, events: [] });
  expect((await give(event)).status).toBe(200);
});

test('an event of a page that is not ours, or of no page, raises an alarm once a minute', async () => {
  const strange = { ...said({ message: { mid: 'm', text: 'x' } }, 'messaging', '999') };
  const { log, events } = await give(meta.batch([strange, strange]));
  expect(events).toHaveLength(2);
  expect(log.alarms()).toEqual(['messenger-account']);
  const instagram = { ...said({ message: { mid: 'm', text: 'x' } }), object: 'instagram' };
  expect((await give(instagram)).events).toMatchObject([{ message: { wantsTurn: false } }]);
});

test('a warning of Meta raises an alarm', async () => {
  const event = {
    object: 'page',
    entry: [
      {
        id: page,
        messaging: [{ recipient: { id: page }, timestamp: 1, policy_enforcement: { action: 'block' } }],
      },
    ],
  };
  expect((await give(event)).log.alarms()).toEqual(['messenger-policy']);
});

test.each([
  ['nothing but braces', '{}', 200],
  ['no JSON', 'không', 400],
  ['half of it', '{"object":"page","entry":[', 400],
  ['a list', '[]', 400],
  ['a word', '"page"', 400],
  ['null', 'null', 400],
  ['nested beyond reason', `{"object":"page","entry":[${'['.repeat(50_000)}${']'.repeat(50_000)}]}`, 200],
])('%s, rightly signed, is answered', async (_, body, status) => {
  expect((await give({}, { body })).status).toBe(status);
});

test('the log says what would have made a refused signature right', async () => {
  const event = meta.userSends(PERSON, 'nguyên văn / có dấu');
  const hints = async (more: { secret?: string }, harm = (body: Buffer) => body) => {
    const log = createRecordedLog();
    const { inbound } = createMessenger({
      accounts: [FAKE_PAGE],
      graph: { url: 'http://127.0.0.1:9', version: 'v25.0' },
      world: createFakeWorld(),
      log,
    });
    const route =
      inbound.kind === 'webhook' ? inbound.routes.find(({ method }) => method === 'POST') : undefined;
    const { body, headers } = meta.signedWebhook(event, more);
    await route?.handle({ body: harm(body), headers, query: new URLSearchParams() });
    return String(log.lines[0]?.facts.hint);
  };
  expect(await hints({ secret: FAKE_PAGE.pageToken })).toContain('MESSENGER_PAGE_TOKEN');
  const anew = (body: Buffer) => Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8'))));
  expect(await hints({}, anew)).toContain('rewrites bodies');
  expect(await hints({ secret: 'x' })).toBe('it matches none of our secrets');
});
