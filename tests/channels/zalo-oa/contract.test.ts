import { createZaloOa } from '../../../src/channels/zalo-oa/zalo-oa.ts';
import { silentLog } from '../../../src/log.ts';
import type { ChannelUnderTest, PlatformApi, Trouble } from '../../contracts/channel-under-test.ts';
import { describeChannel } from '../../contracts/describe-channel.ts';
import { createFakeWorld } from '../../fakes/fake-world.ts';
import { FAKE_OA, type FakeZalo, startFakeZalo } from '../../fakes/fake-zalo.ts';
import type { ZaloJson } from '../../fakes/fake-zalo-events.ts';
import { createMemoryLeases, createMemoryVault } from '../../fakes/memory-vault.ts';

const PERSON = '246845883529197922';
const PICTURE = { thumbnail: 'https://b-f.zdn.vn/thumb', url: 'https://b-f.zdn.vn/a/1.jpg' };

const TROUBLES: Record<
  Exclude<Trouble, 'refused-connection' | 'bad-credentials' | 'expired-token'>,
  Parameters<FakeZalo['misbehave']>[0]
> = {
  throttled: { do: 'status', status: 429, retryAfter: '7' },
  unavailable: { do: 'status', status: 503 },
  blocked: { do: 'refuse', code: -213 },
  rejected: { do: 'refuse', code: -201 },
  'window-closed': { do: 'refuse', code: -230 },
  'needs-admin': { do: 'refuse', code: -224 },
  hang: { do: 'hang' },
  'half-body': { do: 'half-body', taken: false },
  html: { do: 'html', taken: false },
  dropped: { do: 'drop', taken: true },
};

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function open(): Promise<ChannelUnderTest> {
  const zalo = await startFakeZalo();
  const world = createFakeWorld({ fetch });
  const { access, refresh } = zalo.oauth.pairOf(FAKE_OA.oaId);
  const adapter = createZaloOa({
    accounts: [{ ...FAKE_OA, accessToken: access, refreshToken: refresh }],
    vault: createMemoryVault(),
    leases: createMemoryLeases(),
    world,
    log: silentLog,
    signature: 'enforce',
    urls: zalo.urls,
  });
  const api: PlatformApi = {
    async trouble(how, user) {
      if (how === 'refused-connection') await zalo.close();
      else if (how === 'bad-credentials') zalo.oauth.revoke(FAKE_OA.oaId);
      else if (how === 'expired-token') zalo.oauth.expire(FAKE_OA.oaId);
      else zalo.misbehave(TROUBLES[how], { user });
    },
    shown: (user) => zalo.sentTo(user).map(({ text }) => text),
    async passTime(trouble) {
      if (trouble === 'hang') await zalo.called(1).then(() => world.pass(8_000));
      // Refused, it looks once more whether another process was faster.
      if (trouble === 'bad-credentials')
        await until(() => world.timers().length === 2).then(() => world.pass(1_000));
    },
  };
  const kinds = Object.fromEntries(
    Object.entries({
      image: [{ type: 'image', payload: PICTURE }],
      sticker: [{ type: 'sticker', payload: { id: '1', url: PICTURE.url } }],
      audio: [{ type: 'audio', payload: { url: 'https://b-f.zdn.vn/a/1.amr' } }],
      video: [{ type: 'video', payload: { ...PICTURE, description: '' } }],
      file: [
        {
          type: 'file',
          payload: { url: 'https://b-f.zdn.vn/a/don.pdf', name: 'don.pdf', size: '48213', type: 'pdf' },
        },
      ],
      link: [{ type: 'link', payload: { ...PICTURE, description: 'Báo' } }],
      contact: [{ type: 'link', payload: { ...PICTURE, description: '{"phone":"84900000000"}' } }],
      location: [
        { type: 'location', payload: { coordinates: { latitude: '12.6667', longitude: '108.0500' } } },
      ],
    }).map(([kind, attachments]) => [
      kind,
      ({ person, id }: { person: string; id: string }) =>
        zalo.userSends(person, '', { id, kind: kind === 'contact' ? 'business_card' : kind, attachments }),
    ]),
  );
  const message = (sent: { person: string; id: string; text?: string }) => ({
    account: FAKE_OA.oaId,
    user: sent.person,
    messageId: sent.id,
    text: sent.text ?? '',
  });
  return {
    adapter,
    account: FAKE_OA.oaId,
    person: PERSON,
    api,
    webhook: {
      path: '/webhooks/zalo-oa',
      account: FAKE_OA.oaId,
      events: {
        text: ({ person, text, ...more }) => zalo.userSends(person, text, { at: new Date(1), ...more }),
        kinds,
        unknown: (person) => ({
          ...zalo.userSends(person, '', { id: 'u', at: new Date(1) }),
          event_name: 'user_dreamt',
          message: {},
        }),
        echo: ({ admin, ...sent }) => zalo.echoOf(message(sent), admin === null ? {} : { admin }),
        delivered: ({ person, ids }) => zalo.receiptOf(ids.map((id) => message({ person, id }))),
        seen: ({ person, ids }) =>
          zalo.receiptOf(
            ids.map((id) => message({ person, id })),
            'seen',
          ),
        batch: null,
      },
      sign: (body, event) => zalo.signedWebhook(event as ZaloJson, { body: body.toString('utf8') }).headers,
      signedWithAnotherSecret: (body, event) =>
        zalo.signedWebhook(event as ZaloJson, { body: body.toString('utf8'), secret: FAKE_OA.appSecret })
          .headers,
      probe: { body: Buffer.from('{}'), headers: {} },
      asWritten: (event) => zalo.signedWebhook(event as ZaloJson).body,
      notJson: 400,
    },
    close: () => zalo.close(),
  };
}

describeChannel('zalo-oa', {
  has: {
    webhook: ['probe', 'echoes', 'receipts', 'quotes'],
    troubles: [
      ...(Object.keys(TROUBLES) as Trouble[]),
      'refused-connection',
      'bad-credentials',
      'expired-token',
    ],
    showsChoices: false,
  },
  open,
});
