import type { AgentsClient, IntentsClient, protos } from '@google-cloud/dialogflow';
import { AppError } from '../../errors.ts';
import { sleep, type World } from '../../world.ts';
import type { Agent, RemoteIntent, WantedIntent } from '../agent.ts';
import { once, patiently } from './patience.ts';

type IIntent = protos.google.cloud.dialogflow.v2.IIntent;
type IPhrase = protos.google.cloud.dialogflow.v2.Intent.ITrainingPhrase;
/** A long operation as far as it has come. */
type Begun = Pick<protos.google.longrunning.IOperation, 'name' | 'done' | 'error'>;
type Look = (name: string) => Promise<{ latestResponse: Begun }>;

export type TeachDeps = {
  intents: IntentsClient;
  agents: AgentsClient;
  /** Name of the agent. */
  parent: string;
  world: World;
  say(line: string): void;
};

/** One try of ours each; the library's own would take ten minutes and say nothing. */
const CALL = { timeout: 60_000, retry: null } as const;
const LANGUAGE = 'vi';
/** A request stays well below gRPC's 4 MiB. */
const MOST_INTENTS = 50;
const MOST_BYTES = 1_000_000;
/** What of an intent is ours to change: everything else that people set in the agent stays. */
const OURS = ['training_phrases', 'action'];
const POLLS_S = [1, 2, 3, 5, 10];
const LONGEST_S = 900;

/** A Dialogflow ES agent that is taught through the API. */
export function createAgent({ intents, agents, parent, world, say }: TeachDeps): Agent {
  /** The phrases as they were listed: annotations that people made on them are given back with them. */
  const listed = new Map<string, Map<string, IPhrase>>();

  async function list(): Promise<RemoteIntent[]> {
    const request = { parent, languageCode: LANGUAGE, intentView: 'INTENT_VIEW_FULL' } as const;
    const [found] = await patiently({ world, say }, () => intents.listIntents(request, CALL));
    return found.map((one) => {
      const phrases = new Map((one.trainingPhrases ?? []).map((phrase) => [textOf(phrase), phrase]));
      listed.set(one.name ?? '', phrases);
      const { name: id, displayName: name, action } = one;
      return { id: id ?? '', name: name ?? '', action: action ?? '', phrases: [...phrases.keys()] };
    });
  }

  async function put(wanted: readonly WantedIntent[]): Promise<'done' | 'unsure'> {
    const isNew = ({ id }: WantedIntent) => id === null;
    const created = chunks(wanted.filter(isNew).map((one) => toIntent(one, new Map())));
    const changed = chunks(
      wanted.filter((one) => !isNew(one)).map((one) => toIntent(one, listed.get(one.id ?? '') ?? new Map())),
    );
    const batches = [
      ...created.map((batch) => ({ batch, updateMask: null })),
      ...changed.map((batch) => ({ batch, updateMask: { paths: OURS } })),
    ];
    const look: Look = (name) => intents.checkBatchUpdateIntentsProgress(name);
    return each({ batches, what: 'intents', look }, ({ batch, updateMask }) =>
      intents
        .batchUpdateIntents(
          {
            parent,
            languageCode: LANGUAGE,
            intentBatchInline: { intents: batch },
            ...(updateMask && { updateMask }),
          },
          CALL,
        )
        .then(([operation]) => operation.latestResponse),
    );
  }

  async function remove(gone: readonly RemoteIntent[]): Promise<'done' | 'unsure'> {
    const batches = chunks(gone.map(({ id }) => ({ name: id }))).map((batch) => ({ batch }));
    const look: Look = (name) => intents.checkBatchDeleteIntentsProgress(name);
    return each({ batches, what: 'removals', look }, ({ batch }) =>
      intents.batchDeleteIntents({ parent, intents: batch }, CALL).then(([begun]) => begun.latestResponse),
    );
  }

  /** One batch after the other, each until it is finished. */
  async function each<T extends { batch: IIntent[] }>(
    { batches, what, look }: { batches: readonly T[]; what: string; look: Look },
    begin: (batch: T) => Promise<Begun>,
  ): Promise<'done' | 'unsure'> {
    let outcome: 'done' | 'unsure' = 'done';
    let sent = 0;
    const all = batches.reduce((sum, { batch }) => sum + batch.length, 0);
    for (const one of batches) {
      const begun = await once({ world, say }, () => begin(one));
      if (begun === null) outcome = 'unsure';
      else await finished({ begun, what, look });
      sent += one.batch.length;
      say(`${what}: ${sent} of ${all}`);
    }
    return outcome;
  }

  async function train(): Promise<void> {
    const begin = () =>
      agents
        .trainAgent({ parent: parent.replace(/\/agent$/, '') }, CALL)
        .then(([begun]) => begun.latestResponse);
    const look: Look = (name) => agents.checkTrainAgentProgress(name);
    await finished({ begun: await patiently({ world, say }, begin), what: 'training', look });
  }

  /** Waits for a long operation and tells how long it takes. Throws what it failed with. */
  async function finished({ begun, what, look }: { begun: Begun; what: string; look: Look }): Promise<void> {
    let now = begun;
    let waited = 0;
    for (let poll = 0; !now.done; poll++) {
      if (waited >= LONGEST_S)
        throw new AppError(
          'upstream',
          `Dialogflow: ${what} not finished after ${LONGEST_S} s; look in its console`,
        );
      const wait = POLLS_S[Math.min(poll, POLLS_S.length - 1)] ?? 1;
      await sleep(world, wait * 1000);
      waited += wait;
      say(`${what}: ${waited} s`);
      now = (await patiently({ world, say }, () => look(begun.name ?? ''))).latestResponse;
    }
    if (now.error)
      throw new AppError('upstream', `Dialogflow: ${what} failed: ${now.error.message ?? 'no reason given'}`);
  }

  return { list, put, remove, train };
}

const textOf = ({ parts }: IPhrase): string => (parts ?? []).map(({ text }) => text ?? '').join('');

const toIntent = (
  { id, name, action, phrases }: WantedIntent,
  there: ReadonlyMap<string, IPhrase>,
): IIntent => ({
  ...(id === null ? {} : { name: id }),
  displayName: name,
  action,
  trainingPhrases: phrases.map((text) => there.get(text) ?? { type: 'EXAMPLE', parts: [{ text }] }),
});

/** Batches that a request can carry. */
function chunks(intents: readonly IIntent[]): IIntent[][] {
  const made: IIntent[][] = [];
  let bytes = 0;
  for (const intent of intents) {
    const size = Buffer.byteLength(JSON.stringify(intent));
    const last = made.at(-1);
    if (last && last.length < MOST_INTENTS && bytes + size <= MOST_BYTES) last.push(intent);
    else made.push([intent]);
    bytes = made.at(-1) === last ? bytes + size : size;
  }
  return made;
}
