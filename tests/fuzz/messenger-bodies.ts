import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { FAKE_PAGE } from '../fakes/fake-graph.ts';
import { createGraphEvents, type GraphJson } from '../fakes/fake-graph-events.ts';
import { mutated } from './mutate.ts';

const meta = createGraphEvents([FAKE_PAGE]);
const PERSON = '6512345678901234567';
const page = FAKE_PAGE.pageId;
const url = 'https://cdn.fbsbx.example/x';
const attachments = (type: string, payload: object = { url }) => [{ type, payload }];

const seeds: GraphJson[] = [
  meta.userSends(PERSON, 'công ty nợ lương', { quotes: 'm_q' }),
  meta.userSends(PERSON, '1. Lương', { payload: 'say:tiền lương' }),
  meta.userSends(PERSON, '', { attachments: attachments('image') }),
  meta.userSends(PERSON, 'xem', { attachments: attachments('fallback', { url, title: 'Báo' }) }),
  meta.userSends(PERSON, '', {
    attachments: attachments('location', { coordinates: { lat: 12.6, long: 108 } }),
  }),
  meta.userTaps(PERSON, { title: 'Bắt đầu', payload: 'GET_STARTED' }),
  meta.echoOf({ page, user: PERSON, text: 'xin chào', messageId: 'm_o1' }),
  meta.echoOf({ page, user: PERSON, text: 'tôi đây', messageId: 'm_o2' }, { app: '263902037430900' }),
  meta.delivered(PERSON, { ids: ['m_o1'], until: new Date(1_700_000_000_000) }),
  meta.read(PERSON, { until: new Date(1_700_000_000_000) }),
  meta.happens(PERSON, { reaction: { reaction: 'love', emoji: '❤', action: 'react', mid: 'm_o1' } }),
  meta.happens(PERSON, { message_edit: { mid: 'm_in1', text: 'sửa', num_edit: 1 } }),
  meta.happens(PERSON, {
    field: 'messages',
    value: { sender: { id: PERSON }, message: { mid: 'm_w', text: 'x' } },
  }),
  {
    object: 'page',
    entry: [{ id: page, time: 1, changes: [{ field: 'feed', value: { item: 'comment' } }] }],
  },
  {
    object: 'page',
    entry: [{ id: page, time: 1, standby: [{ sender: { id: PERSON }, message: { mid: 's' } }] }],
  },
  meta.batch([
    meta.userSends('1', 'một'),
    meta.userSends('2', 'hai', { page: '104857600000099' }),
    meta.read('3', { until: new Date(1_700_000_000_000) }),
  ]),
];

/** Requests to the Messenger webhook: mutated events, signed rightly, wrongly or not at all. */
export const messengerRequests = fc
  .record({
    event: mutated(seeds),
    signed: fc.constantFrom('after', 'after', 'after', 'before', 'never', 'nonsense'),
  })
  .map(({ event: { intact, body }, signed }) => {
    // Over the bytes: what was damaged need not be text any more.
    const mac = createHmac('sha256', FAKE_PAGE.appSecret)
      .update(signed === 'after' ? body : intact)
      .digest('hex');
    const signature = signed === 'nonsense' ? 'sha256=zz' : `sha256=${mac}`;
    const headers: Record<string, string> = signed === 'never' ? {} : { 'x-hub-signature-256': signature };
    return { body, headers };
  });
