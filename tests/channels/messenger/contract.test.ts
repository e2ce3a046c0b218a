import { createMessenger } from '../../../src/channels/messenger/messenger.ts';
import { silentLog } from '../../../src/log.ts';
import type { ChannelUnderTest, PlatformApi, Trouble } from '../../contracts/channel-under-test.ts';
import { describeChannel } from '../../contracts/describe-channel.ts';
import { FAKE_PAGE, type FakeGraph, graphRefusal, startFakeGraph } from '../../fakes/fake-graph.ts';
import type { GraphJson } from '../../fakes/fake-graph-events.ts';
import { createFakeWorld } from '../../fakes/fake-world.ts';

const PERSON = '6512345678901234567';
const URL_OF = { url: 'https://cdn.fbsbx.example/v/t59/vi-du' };

const TROUBLES: Record<
  Exclude<Trouble, 'refused-connection' | 'bad-credentials' | 'expired-token'>,
  Parameters<FakeGraph['misbehave']>[0]
> = {
  throttled: { do: 'status', status: 429, retryAfter: '7' },
  unavailable: { do: 'status', status: 503 },
  blocked: graphRefusal(551, 1545041),
  rejected: graphRefusal(100, 2018001),
  'window-closed': graphRefusal(10, 2018278),
  'needs-admin': graphRefusal(200, 2018028, 403),
  hang: { do: 'hang' },
  'half-body': { do: 'half-body', taken: false },
  html: { do: 'html', taken: false },
  dropped: { do: 'drop', taken: true },
};

async function open(): Promise<ChannelUnderTest> {
  const graph = await startFakeGraph();
  const world = createFakeWorld({ fetch });
  const adapter = createMessenger({
    accounts: [FAKE_PAGE],
    graph: { url: graph.url, version: 'v25.0' },
    world,
    log: silentLog,
  });
  const api: PlatformApi = {
    async trouble(how, user) {
      if (how === 'refused-connection') await graph.close();
      else if (how === 'bad-credentials') graph.revoke();
      else if (how !== 'expired-token') graph.misbehave(TROUBLES[how], { user });
    },
    shown: (user) => graph.sentTo(user).map(({ text }) => text),
    async passTime(trouble) {
      if (trouble === 'hang') await graph.called(1).then(() => world.pass(8_000));
    },
  };
  const kinds = Object.fromEntries(
    Object.entries({
      image: { type: 'image', payload: URL_OF },
      sticker: { type: 'sticker', payload: { ...URL_OF, sticker_id: 369239263222822 } },
      audio: { type: 'audio', payload: URL_OF },
      video: { type: 'video', payload: URL_OF },
      file: { type: 'file', payload: URL_OF },
      link: { type: 'fallback', payload: { ...URL_OF, title: 'Báo' } },
      location: { type: 'location', payload: { coordinates: { lat: 12.6667, long: 108.05 } } },
    }).map(([kind, attachment]) => [
      kind,
      ({ person, id }: { person: string; id: string }) =>
        graph.userSends(person, '', { id, attachments: [attachment] }),
    ]),
  );
  const message = (sent: { person: string; id: string; text: string }) => ({
    page: FAKE_PAGE.pageId,
    user: sent.person,
    messageId: sent.id,
    text: sent.text,
  });
  return {
    adapter,
    account: FAKE_PAGE.pageId,
    person: PERSON,
    api,
    webhook: {
      path: '/webhooks/messenger',
      account: FAKE_PAGE.pageId,
      events: {
        text: ({ person, text, account, ...more }) =>
          graph.userSends(person, text, {
            at: new Date(1),
            ...more,
            ...(account === undefined ? {} : { page: account }),
          }),
        kinds,
        unknown: (person) => graph.happens(person, { timestamp: 1, dreamt: { of: 'sheep' } }),
        echo: ({ admin, ...sent }) => graph.echoOf(message(sent), admin === null ? {} : { app: admin }),
        delivered: ({ person, ids }) => graph.delivered(person, { ids, until: new Date(1) }),
        seen: ({ person, until }) => graph.read(person, { until }),
        batch: (events) => graph.batch(events as GraphJson[]),
      },
      sign: (body, event) => graph.signedWebhook(event as GraphJson, { body: body.toString('utf8') }).headers,
      signedWithAnotherSecret: (body, event) =>
        graph.signedWebhook(event as GraphJson, { body: body.toString('utf8'), secret: 'another' }).headers,
      probe: null,
      handshake: {
        query: new URLSearchParams({
          'hub.mode': 'subscribe',
          'hub.verify_token': FAKE_PAGE.verifyToken,
          'hub.challenge': '1158201444',
        }),
        wanted: '1158201444',
      },
      asWritten: (event) => graph.signedWebhook(event as GraphJson).body,
      notJson: 401,
    },
    close: () => graph.close(),
  };
}

describeChannel('messenger', {
  has: {
    webhook: ['batches', 'echoes', 'receipts', 'watermarks', 'quotes', 'handshake'],
    troubles: [...(Object.keys(TROUBLES) as Trouble[]), 'refused-connection', 'bad-credentials'],
    showsChoices: false,
  },
  open,
});
