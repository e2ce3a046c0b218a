import { FAKE_PAGE, type FakeGraph, graphRefusal } from '../fakes/fake-graph.ts';
import type { GraphJson } from '../fakes/fake-graph-events.ts';
import type { JourneyStep } from './journey.ts';

/** A worker on Messenger: writes, taps what is offered, and has a screen. */
export function messengerSeat(url: string, graph: FakeGraph, user: string) {
  const give = async (event: GraphJson) => {
    // Twice, as Meta does when it is not sure that we heard.
    const statuses = await graph.post(`${url}/webhooks/messenger`, [event], { copies: 2 });
    if (statuses.some((status) => status !== 200)) throw new Error(`the webhook answered ${statuses}`);
  };
  return {
    async write(text: string, { quoting, kind, taps, presses }: JourneyStep) {
      if (presses !== undefined)
        return give(graph.userTaps(user, { title: presses, payload: 'GET_STARTED' }));
      const quoted = quoting && graph.sentTo(user).findLast((message) => message.text.includes(quoting));
      const attachments = [{ type: kind, payload: { url: 'https://cdn.fbsbx.example/vi-du' } }];
      await give(
        graph.userSends(user, taps ?? text, {
          ...(quoted ? { quotes: quoted.messageId } : {}),
          ...(kind ? { attachments } : {}),
          ...(taps === undefined ? {} : { payload: payloadOf(graph, user, taps) }),
        }),
      );
    },
    human: (text: string) =>
      give(
        graph.echoOf(
          { page: FAKE_PAGE.pageId, user, text, messageId: `m_h${graph.ledger.length}` },
          { app: '263902037430900' },
        ),
      ),
    screen: async () => graph.sentTo(user).map((message) => message.text),
  };
}

/** Only what the newest message offers can be tapped. */
function payloadOf(graph: FakeGraph, user: string, title: string): string {
  const offered = graph.sentTo(user).at(-1)?.quickReplies ?? [];
  const found = offered.find((one) => one.title.includes(title));
  if (!found)
    throw new Error(`"${title}" is not offered but: ${offered.map((one) => one.title).join(' | ')}`);
  return found.payload;
}

export function misbehaveGraph(graph: FakeGraph, how: NonNullable<JourneyStep['platform']>): void {
  if (how === 'hang') graph.misbehave({ do: 'hang' });
  if (how === 'refuse') graph.misbehave(graphRefusal(613, null, 429));
  if (how === 'blocked') graph.misbehave(graphRefusal(551, 1545041));
}
