import { createRequire } from 'node:module';
import { GrpcClient, grpc } from 'google-gax';
import {
  type AgentIntent,
  type AskedOfDialogflow,
  askedOf,
  CODES,
  invalid,
  type Method,
  type Misbehaviour,
  pick,
  wrongIn,
} from './dialogflow-rules.ts';

export type FakeDialogflow = {
  /** For `DIALOGFLOW_API_ENDPOINT`. */
  endpoint: string;
  project: string;
  /** Every question that arrived, also one that was refused or never answered. */
  asked: AskedOfDialogflow[];
  /** What it makes of a text; null: its fallback intent. Before this is given it knows the phrases that it was trained with. */
  answer(how: (text: string) => { intent: string; confidence: number } | null): void;
  /** The next `times` calls of this method go wrong, `hang` for ever. */
  misbehave(method: Method, how: Misbehaviour, times?: number): void;
  behave(): void;
  /** What it was told to know, by id; `trained` is what it answers by. */
  intents: Map<string, AgentIntent>;
  trainings(): number;
  /** Calls of a method, also such as went wrong. */
  calls(method: Method): number;
  /** Intents in each batch that was taken. */
  batches: { created: number; changed: number; mask: string[] }[];
  /** How often a long operation is asked for until it is finished. */
  slow(polls: number): void;
  /** The next training ends in an error. */
  failTraining(why: string): void;
  /** The next batch is done by half and said to be done. */
  halve(): void;
  close(): Promise<void>;
};

type Call = { request: Record<string, unknown> };
type Back = (error: { code: number; details: string } | null, answer?: object) => void;

type Service = { service: grpc.ServiceDefinition };
type Services = {
  google: {
    cloud: { dialogflow: { v2: { Sessions: Service; Intents: Service; Agents: Service } } };
    longrunning: { Operations: Service };
  };
};

/** A Dialogflow ES agent on this machine, made of the package's own protos, that holds callers to Google's limits. */
export async function createFakeDialogflow({ project = 'du-an-vi-du' } = {}): Promise<FakeDialogflow> {
  const protos = createRequire(import.meta.url)('@google-cloud/dialogflow/build/protos/protos.json');
  const { google } = new GrpcClient().loadProtoJSON(protos) as unknown as Services;
  const { Sessions, Intents, Agents } = google.cloud.dialogflow.v2;
  const server = new grpc.Server({ 'grpc.max_receive_message_length': 4 * 1024 * 1024 });
  const parent = `projects/${project}/agent`;

  const asked: AskedOfDialogflow[] = [];
  const intents = new Map<string, AgentIntent>();
  const batches: FakeDialogflow['batches'] = [];
  const operations = new Map<string, { pollsLeft: number; error: string | null }>();
  const counts = new Map<Method, number>();
  let traps: { method: Method; how: Misbehaviour; left: number }[] = [];
  let polls = 0;
  let ids = 0;
  let trainings = 0;
  let halveNext = false;
  let trainingFails: string | null = null;
  let trained = new Map<string, string>();
  let answer = (text: string) => {
    const intent = trained.get(text);
    return intent === undefined ? null : { intent, confidence: 1 };
  };

  /** Counts, misbehaves as asked, else does what the method does. */
  const method =
    (name: Method, work: (request: Record<string, unknown>, back: Back) => void) =>
    ({ request }: Call, back: Back) => {
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if (name === 'detect') asked.push(askedOf(request));
      const trap = traps.find((one) => one.method === name && one.left > 0);
      if (!trap) return work(request, back);
      trap.left -= 1;
      if (trap.how === 'hang') return;
      if (trap.how === 'empty') return back(null, {});
      const refuse = () =>
        back({ code: CODES[trap.how] ?? grpc.status.UNKNOWN, details: `as asked: ${trap.how}` });
      if (trap.how === 'lost') work(request, refuse);
      else refuse();
    };

  function operation(error: string | null = null): object {
    const name = `projects/${project}/operations/${++ids}`;
    operations.set(name, { pollsLeft: polls, error });
    return operationOf(name);
  }

  function operationOf(name: string): object {
    const found = operations.get(name);
    const done = found === undefined || found.pollsLeft <= 0;
    if (!done) return { name, done: false };
    if (found?.error)
      return { name, done: true, error: { code: grpc.status.INTERNAL, message: found.error } };
    return {
      name,
      done: true,
      response: { type_url: 'type.googleapis.com/google.protobuf.Empty', value: Buffer.alloc(0) },
    };
  }

  const update = method('update', (request, back) => {
    const { intentBatchInline, updateMask, languageCode } = request as {
      intentBatchInline: { intents: AgentIntent[] };
      updateMask: { paths: string[] } | null;
      languageCode: string;
    };
    const all = intentBatchInline.intents;
    const wrong =
      request.parent !== parent || languageCode !== 'vi'
        ? invalid('parent or language')
        : wrongIn(all, intents);
    if (wrong) return back(wrong);
    const batch = halveNext ? all.slice(0, Math.floor(all.length / 2)) : all;
    halveNext = false;
    const mask = updateMask?.paths ?? [];
    batches.push({
      created: batch.filter(({ name }) => name === '').length,
      changed: batch.filter(({ name }) => name !== '').length,
      mask,
    });
    for (const one of batch) {
      const id = one.name === '' ? `${parent}/intents/${++ids}` : one.name;
      const before = intents.get(id);
      intents.set(id, before && mask.length > 0 ? { ...before, ...pick(one, mask) } : { ...one, name: id });
    }
    return back(null, operation());
  });

  server.addService(Sessions.service, {
    detectIntent: method('detect', (request, back) => {
      const { session, text, languageCode } = askedOf(request);
      const id = session.split('/sessions/')[1] ?? '';
      if (!session.startsWith(`${parent}/sessions/`) || id.length < 1 || id.length > 36)
        return back(invalid(`session ${session}`));
      if (text.length < 1 || text.length > 256 || languageCode !== 'vi')
        return back(invalid('text or language'));
      const found = answer(text);
      const intent = found
        ? { name: `${parent}/intents/x`, displayName: found.intent }
        : { displayName: 'Default Fallback Intent', isFallback: true };
      const queryResult = {
        queryText: text,
        languageCode,
        intent,
        intentDetectionConfidence: found?.confidence ?? 0,
      };
      return back(null, { responseId: String(++ids), queryResult });
    }),
  } as unknown as grpc.UntypedServiceImplementation);
  server.addService(Intents.service, {
    listIntents: method('list', ({ intentView, languageCode, pageToken }, back) => {
      if (languageCode !== 'vi') return back(invalid('language'));
      const isFull = intentView === 'INTENT_VIEW_FULL';
      const all = [...intents.values()].map((one) => (isFull ? one : { ...one, trainingPhrases: [] }));
      const from = Number(pageToken || 0);
      const isMore = from + 30 < all.length;
      return back(null, {
        intents: all.slice(from, from + 30),
        nextPageToken: isMore ? String(from + 30) : '',
      });
    }),
    batchUpdateIntents: update,
    batchDeleteIntents: method('delete', (request, back) => {
      const { intents: gone } = request as { intents: { name: string }[] };
      for (const { name } of gone) intents.delete(name);
      return back(null, operation());
    }),
  } as unknown as grpc.UntypedServiceImplementation);
  server.addService(Agents.service, {
    trainAgent: method('train', (request, back) => {
      if (request.parent !== `projects/${project}`) return back(invalid('parent'));
      trainings += 1;
      const error = trainingFails;
      trainingFails = null;
      if (error === null)
        trained = new Map(
          [...intents.values()].flatMap(({ displayName, trainingPhrases }) =>
            trainingPhrases.map(({ parts }) => [parts.map(({ text }) => text).join(''), displayName]),
          ),
        );
      return back(null, operation(error));
    }),
  } as unknown as grpc.UntypedServiceImplementation);
  server.addService(google.longrunning.Operations.service, {
    getOperation: method('operation', ({ name }, back) => {
      const found = operations.get(String(name));
      if (found) found.pollsLeft -= 1;
      return back(null, operationOf(String(name)));
    }),
  } as unknown as grpc.UntypedServiceImplementation);

  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );

  return {
    endpoint: `127.0.0.1:${port}`,
    project,
    asked,
    answer: (how) => {
      answer = how;
    },
    misbehave: (name, how, times = Number.POSITIVE_INFINITY) => {
      traps = [...traps, { method: name, how, left: times }];
    },
    behave: () => {
      traps = [];
    },
    intents,
    trainings: () => trainings,
    calls: (name) => counts.get(name) ?? 0,
    batches,
    slow: (times) => {
      polls = times;
    },
    failTraining: (why) => {
      trainingFails = why;
    },
    halve: () => {
      halveNext = true;
    },
    close: async () => server.forceShutdown(),
  };
}
