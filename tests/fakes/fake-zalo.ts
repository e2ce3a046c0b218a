import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  answerOr,
  createScript,
  end,
  type FakeCall,
  type Misbehaviour,
  type MisbehaviourFor,
  type Script,
} from './fake-script.ts';
import { type FakeButton, messageOf, parse, readAll, userOf } from './fake-zalo-body.ts';
import { createZaloEvents, type ZaloEvents } from './fake-zalo-events.ts';
import { createFakeOAuth, type FakeOAuth } from './fake-zalo-oauth.ts';

export type FakeZaloAccount = { oaId: string; appId: string; appSecret: string; oaSecretKey: string };

/** The OA of the tests (ví dụ). */
export const FAKE_OA: FakeZaloAccount = {
  oaId: '388613280878808645',
  appId: '360846524940903967',
  appSecret: 'app-secret-of-the-tests',
  oaSecretKey: 'oa-secret-key-of-the-tests',
};

export type SentMessage = {
  n: number;
  at: number;
  account: string;
  user: string;
  text: string;
  buttons: FakeButton[];
  messageId: string;
  /** The caller was told so; false of answers that were lost on the way. */
  answered: boolean;
};

export type FakeZalo = ZaloEvents & {
  url: string;
  urls: { api: string; oauth: string };
  /** What people have on their screens, in the order it reached them. */
  ledger: readonly SentMessage[];
  sentTo(user: string): SentMessage[];
  /** Every call, also refused ones. */
  calls: readonly FakeCall[];
  /** Resolves when so many calls have arrived in all. */
  called(times: number): Promise<void>;
  /** Resolves when so many messages are in the ledger. */
  delivered(times: number): Promise<void>;
  /** How many calls are kept waiting for ever. */
  hanging(): number;
  misbehave: Script['misbehave'];
  behave: Script['behave'];
  oauth: FakeOAuth;
  close(): Promise<void>;
};

type FakeZaloOptions = {
  accounts?: readonly FakeZaloAccount[];
  /** Takes a free one by default. */
  port?: number;
  /** Every answer takes this long. */
  latencyMs?: number;
  /** Refuses buttons as some accounts report of the real one (-233). */
  refusesButtons?: boolean;
  /** Echoes to this webhook everything that is sent, as a real OA is said to. */
  echoTo?: string | null;
};

/** A Zalo on this machine that keeps the documented rules strictly and misbehaves on demand. */
export async function startFakeZalo(options: FakeZaloOptions = {}): Promise<FakeZalo> {
  const { accounts = [FAKE_OA], latencyMs = 0, echoTo = null } = options;
  const oauth = createFakeOAuth(accounts);
  const events = createZaloEvents(accounts);
  const ledger: SentMessage[] = [];
  const calls: FakeCall[] = [];
  const watchers: { list: readonly unknown[]; times: number; resolve: () => void }[] = [];
  const open = new Set<ServerResponse>();
  const hanging = new Set<ServerResponse>();
  const script = createScript();

  const server = createServer((req, res) => {
    open.add(res);
    res.on('close', () => {
      open.delete(res);
      hanging.delete(res);
    });
    serve(req, res).catch(() => res.destroy());
  });
  server.keepAliveTimeout = 60_000;

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = (await readAll(req)).toString('utf8');
    const path = req.url?.split('?')[0] ?? '';
    if (latencyMs > 0) await wait(latencyMs);
    if (path === '/v4/oa/access_token') return answerOAuth(req, res, body);
    if (path === '/v3.0/oa/message/cs') return answerMessage(req, res, body);
    if (path === '/v2.0/oa/getoa') return answerOa(req, res);
    if (path.startsWith('/control/')) return answerControl(res, path, body);
    end(res, 404, { error: -240, message: 'no such path' });
  }

  async function answerOAuth(req: IncomingMessage, res: ServerResponse, body: string): Promise<void> {
    const call: FakeCall = { path: '/v4/oa/access_token', user: null, status: null, code: null };
    note(call);
    const answer = () =>
      oauth.answer(String(req.headers.secret_key ?? ''), String(req.headers['content-type'] ?? ''), body);
    const how = script.next('oauth', null);
    if (how?.do === 'hang') hanging.add(res);
    await answerOr(res, call, how, (taken) => (taken ? answer() : null));
  }

  async function answerMessage(req: IncomingMessage, res: ServerResponse, body: string): Promise<void> {
    const parsed = parse(body);
    const user = userOf(parsed);
    const call: FakeCall = { path: '/v3.0/oa/message/cs', user, status: null, code: null };
    note(call);
    const how = script.next('message', user);
    if (how?.do === 'hang') hanging.add(res);
    const token = String(req.headers.access_token ?? '');
    if (how?.do === 'expire-token') oauth.expire(oauth.accountOf(token) ?? accounts[0]?.oaId ?? '');
    const isHonest = how === null || how.do === 'delay' || how.do === 'expire-token';
    await answerOr(res, call, how, (taken) => (taken ? accept(req, parsed, isHonest) : null));
  }

  /** What the real one would do with this message; puts it before the person when it takes it. */
  function accept(
    req: IncomingMessage,
    body: unknown,
    answered: boolean,
  ): { error: number } & Record<string, unknown> {
    const account = oauth.accountOf(String(req.headers.access_token ?? ''));
    if (account === null) return { error: -216, message: 'Access token is invalid' };
    const type = String(req.headers['content-type'] ?? '');
    const message = messageOf(body);
    const user = userOf(body);
    if (!type.startsWith('application/json') || user === null || message === null)
      return { error: -201, message: 'body is invalid' };
    if (message.text === '') return { error: -201, message: 'text is empty' };
    if (message.text.normalize('NFC').length > 2000)
      return { error: -210, message: 'text is over the limit' };
    if (message.text !== message.text.normalize('NFC')) return { error: -201, message: 'text is not NFC' };
    if (message.buttons.length > 0 && options.refusesButtons)
      return { error: -233, message: 'message type is invalid' };
    const n = ledger.length + 1;
    const messageId = `out${String(n).padStart(17, '0')}`;
    const entry = { n, at: Date.now(), account, user, ...message, messageId, answered };
    ledger.push(entry);
    woken();
    if (echoTo !== null) void events.post(echoTo, [events.echoOf(entry)]).catch(() => {});
    const data = {
      message_id: messageId,
      user_id: user,
      sent_time: String(entry.at),
      quota: { quota_type: 'reply' },
    };
    return { data, error: 0, message: 'Success' };
  }

  function answerOa(req: IncomingMessage, res: ServerResponse): void {
    const oaid = oauth.accountOf(String(req.headers.access_token ?? ''));
    end(
      res,
      200,
      oaid === null
        ? { error: -216, message: 'Access token is invalid' }
        : { error: 0, data: { oaid, name: 'OA ví dụ' } },
    );
  }

  /** For tests in another process. */
  function answerControl(res: ServerResponse, path: string, body: string): void {
    const { how, when } = (parse(body) ?? {}) as { how?: Misbehaviour; when?: MisbehaviourFor };
    if (path === '/control/misbehave' && how) script.misbehave(how, when);
    if (path === '/control/behave') script.behave();
    if (path === '/control/expire') for (const { oaId } of accounts) oauth.expire(oaId);
    end(res, 200, { ledger, calls, oauth: oauth.state() });
  }

  function note(call: FakeCall): void {
    calls.push(call);
    woken();
  }

  function woken(): void {
    for (const watcher of [...watchers])
      if (watcher.list.length >= watcher.times) {
        watchers.splice(watchers.indexOf(watcher), 1);
        watcher.resolve();
      }
  }

  const until = (list: readonly unknown[], times: number) =>
    new Promise<void>((resolve) => {
      watchers.push({ list, times, resolve });
      woken();
    });

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    ...events,
    url,
    urls: { api: url, oauth: url },
    ledger,
    sentTo: (user) => ledger.filter((message) => message.user === user),
    calls,
    called: (times) => until(calls, times),
    delivered: (times) => until(ledger, times),
    hanging: () => hanging.size,
    misbehave: script.misbehave,
    behave: script.behave,
    oauth,
    async close() {
      for (const res of open) res.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

// `tsx tests/fakes/fake-zalo.ts [port]`: a fake of its own process, driven over /control/.
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const fake = await startFakeZalo({
    port: Number(process.argv[2] ?? 0),
    latencyMs: Number(process.argv[3] ?? 0),
  });
  console.log(
    `ready ${JSON.stringify({ url: fake.url, account: FAKE_OA, refreshToken: fake.oauth.pairOf(FAKE_OA.oaId).refresh })}`,
  );
  process.on('SIGTERM', () => void fake.close().then(() => process.exit(0)));
}
