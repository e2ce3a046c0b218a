import type { Log } from '../../log.ts';
import type { World } from '../../world.ts';
import type { ChannelAdapter } from '../channel.ts';
import { createGraphClient } from './graph-client.ts';
import type { MessengerAccount } from './messenger-account.ts';
import { createSender, MAX_TEXT } from './send.ts';
import { messengerHandshake, messengerWebhook } from './webhook.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export type MessengerOptions = {
  accounts: readonly MessengerAccount[];
  graph: { url: string; version: string };
  world: World;
  log: Log;
};

export type Messenger = ChannelAdapter & { name: 'messenger' };

/** Facebook pages: signed events in, answers out within 24 hours, an officer's words within 7 days. */
export function createMessenger({ accounts, graph, world, log }: MessengerOptions): Messenger {
  const graphDeps = { graphUrl: graph.url, version: graph.version, world };
  const clients = new Map(
    accounts.map(({ pageId, pageToken }) => [pageId, createGraphClient(pageToken, graphDeps)]),
  );
  const clientOf = (pageId: string) => clients.get(pageId) ?? null;
  return {
    name: 'messenger',
    limits: {
      maxText: MAX_TEXT,
      showsChoices: false,
      windowMs: DAY_MS,
      freeMs: DAY_MS,
      humanWindowMs: 7 * DAY_MS,
    },
    accounts: accounts.map(({ pageId }) => pageId),
    inbound: {
      kind: 'webhook',
      routes: [messengerHandshake(accounts), messengerWebhook({ accounts, world, log })],
    },
    send: createSender({ clientOf, world, log }),
  };
}
