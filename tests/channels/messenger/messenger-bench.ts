import { type Outgoing, SendError } from '../../../src/channels/channel.ts';
import {
  createMessenger,
  type Messenger,
  type MessengerOptions,
} from '../../../src/channels/messenger/messenger.ts';
import { createCountedFetch } from '../../fakes/counted-fetch.ts';
import { FAKE_PAGE, startFakeGraph } from '../../fakes/fake-graph.ts';
import { createFakeWorld } from '../../fakes/fake-world.ts';
import { createRecordedLog } from '../../fakes/recorded-log.ts';

export const PERSON = '6512345678901234567';

/** A fake Graph and a clock that stands still. */
export async function openBench(options: Parameters<typeof startFakeGraph>[0] = {}) {
  const graph = await startFakeGraph(options);
  const world = createFakeWorld(createCountedFetch(graph.hanging));
  const log = createRecordedLog();

  const start = (more: Partial<MessengerOptions> = {}): Messenger =>
    createMessenger({
      accounts: [FAKE_PAGE],
      graph: { url: graph.url, version: 'v25.0' },
      world,
      log,
      ...more,
    });

  /** How a send ended once the clock has gone as far as it takes: an id or a SendError. */
  async function outcome(sending: Promise<string>): Promise<string | SendError> {
    let ended: string | SendError | null = null;
    const done = sending.then(
      (id) => {
        ended = id;
      },
      (error: unknown) => {
        if (!(error instanceof SendError)) throw error;
        ended = error;
      },
    );
    await world.settle();
    while (ended === null)
      if (!(await world.passToNext())) await new Promise((resolve) => setTimeout(resolve, 1));
    await done;
    return ended ?? '';
  }

  const send = (adapter: Messenger, message: Partial<Outgoing> = {}, to = PERSON) =>
    outcome(adapter.send(FAKE_PAGE.pageId, to, { ...OUTGOING, ...message }));

  return { graph, world, log, start, send, close: graph.close };
}
export type Bench = Awaited<ReturnType<typeof openBench>>;

const OUTGOING: Outgoing = {
  id: 'k/1',
  text: 'chào',
  choices: [],
  by: 'bot',
  signal: new AbortController().signal,
};
