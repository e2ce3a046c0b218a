import type { SessionsClient } from '@google-cloud/dialogflow';
import type { Log } from '../../log.ts';
import type { Intent } from '../../model/intent.ts';
import type { Consultation, Understanding } from '../../model/understanding.ts';
import type { Seal } from '../../seal.ts';
import type { World } from '../../world.ts';
import { type Found, withOpinion } from '../opinion.ts';
import { outgoingText } from '../outgoing.ts';
import type { Consult } from '../understand.ts';
import type { Breaker } from './breaker.ts';
import { explain, type Failure, failureOf } from './failures.ts';

export type ConsultDeps = {
  agent: string;
  /** Null while it cannot be asked; what is wrong is known elsewhere. */
  sessions(): SessionsClient | null;
  breaker: Breaker;
  intents: () => Promise<ReadonlyMap<string, Intent>>;
  seal: () => Promise<Seal>;
  world: World;
  log: Log;
};

/** Whoever writes waits for this at the longest. */
const TIMEOUT_MS = 2500;
/** More than any quota lets through; and no more people wait for a silent service, before it is left alone. */
const MOST_AT_ONCE = 8;
/** Dialogflow's limit on the id of a session, in characters. */
const SESSION_ID = 36;

type Asked = Found | 'nothing' | Failure;

/** Dialogflow's word on an ordinary question, within 2.5 s or not at all. */
export function createConsult({ agent, sessions, breaker, intents, seal, world, log }: ConsultDeps): Consult {
  let underWay = 0;

  return async (understood, person) => {
    const outgoing = outgoingText(understood);
    if ('not' in outgoing) return as(understood, outgoing.not);
    const client = sessions();
    if (client === null) return as(understood, 'unready');
    if (underWay >= MOST_AT_ONCE) return as(understood, 'busy');
    if (!breaker.mayTry()) return as(understood, 'resting');
    const started = world.now().getTime();
    underWay += 1;
    const asked = await ask(client, outgoing.text, person).finally(() => {
      underWay -= 1;
    });
    const tookMs = world.now().getTime() - started;
    if (typeof asked === 'string') return as(understood, asked, tookMs);
    const opinion = withOpinion(understood, asked, await intents());
    if (opinion === null) return as(understood, 'nothing', tookMs);
    const { engine } = understood;
    const by = { answered: `dialogflow (${engine})`, disputed: `${engine} + dialogflow`, agreed: engine };
    return as({ ...opinion.understood, engine: by[opinion.how] }, opinion.how, tookMs);
  };

  /** Never throws. Every ending is told to the breaker. */
  async function ask(client: SessionsClient, text: string, person: string): Promise<Asked> {
    try {
      const session = await sessionOf(person);
      const answer = await inTime(detect(client, session, text));
      if (answer === null) return failed('timeout', 'Dialogflow did not answer in time');
      breaker.succeeded();
      return answer;
    } catch (error) {
      return failed(failureOf(error), explain(error));
    }
  }

  function failed(failure: Failure, why: string): Failure {
    const wasOpen = breaker.open() !== null;
    breaker.failed(failure);
    const shut = breaker.open();
    if (shut && !wasOpen)
      log.warn('Dialogflow is left alone for a while', { failure, why, until: shut.until });
    else log.debug('Dialogflow was asked in vain', { failure, why });
    return failure;
  }

  /** Says nothing about who it is, and is another one tomorrow, so that nobody's questions can be put together. */
  async function sessionOf(person: string): Promise<string> {
    const day = world.now().toISOString().slice(0, 10);
    return (await seal()).lookup('dialogflow-session', `${person} ${day}`).slice(0, SESSION_ID);
  }

  async function detect(client: SessionsClient, session: string, text: string): Promise<Found | 'nothing'> {
    const [{ queryResult }] = await client.detectIntent(
      {
        session: `${agent}/sessions/${session}`,
        queryInput: { text: { text, languageCode: 'vi' } },
        // Each question stands for itself, whatever was asked before.
        queryParams: { timeZone: 'Asia/Ho_Chi_Minh', resetContexts: true },
      },
      // The library would try for ten minutes. https://github.com/googleapis/gax-nodejs/blob/main/client-libraries.md
      { timeout: TIMEOUT_MS, retry: null },
    );
    const name = queryResult?.intent?.displayName;
    if (!name || queryResult.intent?.isFallback) return 'nothing';
    return { name, confidence: queryResult.intentDetectionConfidence ?? 0 };
  }

  /** Null when this world's clock says that it took too long; the call itself ends by its own deadline. */
  function inTime<T>(call: Promise<T>): Promise<T | null> {
    let cancel = () => {};
    const late = new Promise<null>((resolve) => {
      cancel = world.after(TIMEOUT_MS, () => resolve(null));
    });
    return Promise.race([call, late]).finally(cancel);
  }
}

const as = (understood: Understanding, how: Consultation, tookMs = 0): Understanding => ({
  ...understood,
  consulted: { how, tookMs },
});
