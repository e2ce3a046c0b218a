import type { SessionsClient } from '@google-cloud/dialogflow';
import type { Log } from '../../log.ts';
import type { Intent } from '../../model/intent.ts';
import type { Seal } from '../../seal.ts';
import { sleep, type World } from '../../world.ts';
import type { Agent } from '../agent.ts';
import type { Consult } from '../understand.ts';
import { createBreaker } from './breaker.ts';
import { type Access, agentOf, openSessions, openTeaching } from './clients.ts';
import { createConsult } from './consult.ts';
import { explain, toAppError } from './failures.ts';
import { createAgent } from './teach.ts';

export type DialogflowDeps = {
  access: Access;
  intents: () => Promise<ReadonlyMap<string, Intent>>;
  seal: () => Promise<Seal>;
  world: World;
  log: Log;
};

/** The second engine, beside the embedded one. Nothing is loaded and nobody is called before `start`, `probe` or `agent`. */
export type Dialogflow = {
  consult: Consult;
  /** Makes ready to be asked. Resolves in any case, at the latest after some seconds; what went wrong is in `status`. */
  start(): Promise<void>;
  status(): { ok: boolean; detail: string };
  /** Asks one harmless question. Throws an `AppError` that says what to mend. */
  probe(): Promise<void>;
  /** For teaching it; `say` is told of every step that takes long. */
  agent(say: (line: string) => void): Promise<Agent>;
  close(): Promise<void>;
};

const START_MS = 5000;
/** What kept it from starting is looked at again after this. */
const AGAIN_MS = 60_000;
const PROBE_MS = 10_000;

export function createDialogflow({ access, intents, seal, world, log }: DialogflowDeps): Dialogflow {
  const breaker = createBreaker(world);
  const closers: (() => Promise<void>)[] = [];
  let client: SessionsClient | null = null;
  let trouble: string | null = null;
  let opening: { since: number; done: Promise<void> } | null = null;

  async function open(): Promise<void> {
    try {
      const opened = await openSessions(access);
      closers.push(() => opened.close());
      client = opened;
      trouble = null;
      log.info('Dialogflow may be asked', { project: access.project });
    } catch (error) {
      trouble = error instanceof Error ? error.message : String(error);
      log.error('Dialogflow cannot be asked; the embedded engine answers alone', { why: trouble });
    }
  }

  function begin(): Promise<void> {
    opening ??= { since: world.now().getTime(), done: open() };
    return opening.done;
  }

  /** A key that was mended works without a new start. */
  function sessions(): SessionsClient | null {
    if (client !== null) return client;
    const isOld = opening !== null && world.now().getTime() - opening.since > AGAIN_MS;
    if (trouble !== null && isOld) opening = null;
    void begin();
    return null;
  }

  const agent = agentOf(access);
  return {
    consult: createConsult({ agent, sessions, breaker, intents, seal, world, log }),
    async start() {
      await Promise.race([begin(), sleep(world, START_MS)]);
    },
    status() {
      // Everybody may read this; what is wrong with which file is for the log and `doctor`.
      if (trouble !== null)
        return { ok: false, detail: 'cannot be asked, see doctor; the embedded engine answers' };
      const shut = breaker.open();
      if (shut === null) return { ok: true, detail: client === null ? 'not ready yet' : `asks ${agent}` };
      return { ok: false, detail: `left alone until ${shut.until.toISOString()}: ${shut.why}` };
    },
    async probe() {
      const opened = await openSessions(access);
      try {
        const session = `${agent}/sessions/${world.newId().slice(0, 36)}`;
        const queryInput = { text: { text: 'xin chào', languageCode: 'vi' } };
        await opened.detectIntent({ session, queryInput }, { timeout: PROBE_MS, retry: null });
      } catch (error) {
        throw toAppError(error);
      } finally {
        await opened.close();
      }
    },
    async agent(say) {
      const clients = await openTeaching(access);
      closers.push(async () => {
        await Promise.all([clients.intents.close(), clients.agents.close()]);
      });
      return createAgent({ ...clients, parent: agent, world, say });
    },
    async close() {
      for (const close of closers.splice(0)) await close().catch((error) => log.debug(explain(error)));
    },
  };
}
