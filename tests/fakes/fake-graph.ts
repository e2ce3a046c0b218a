import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGraphEvents, type GraphEvents, type GraphJson } from './fake-graph-events.ts';
import { answerOr, createScript, end, type FakeCall, type Misbehaviour, type Script } from './fake-script.ts';
import { parse, readAll } from './fake-zalo-body.ts';

export type FakePage = { pageId: string; pageToken: string; appSecret: string; verifyToken: string };

/** The page of the tests (ví dụ). */
export const FAKE_PAGE: FakePage = {
  pageId: '104857600000001',
  pageToken: 'page-token-of-the-tests',
  appSecret: 'meta-app-secret-of-the-tests',
  verifyToken: 'verify-token-of-the-tests',
};

export type SentToUser = {
  n: number;
  at: number;
  page: string;
  user: string;
  text: string;
  quickReplies: { title: string; payload: string }[];
  /** `RESPONSE`, or the tag. */
  as: string;
  messageId: string;
  /** The caller was told so; false of answers that were lost on the way. */
  answered: boolean;
};

export type FakeGraph = GraphEvents & {
  url: string;
  /** What people have on their screens, in the order it reached them. */
  ledger: readonly SentToUser[];
  sentTo(user: string): SentToUser[];
  /** Every call, also refused ones. */
  calls: readonly FakeCall[];
  /** Resolves when so many calls have arrived in all. */
  called(times: number): Promise<void>;
  /** How many calls are kept waiting for ever. */
  hanging(): number;
  misbehave: Script['misbehave'];
  behave: Script['behave'];
  /** More than 24 hours since this person wrote; with `human` also more than 7 days. */
  closeWindow(user: string, how?: 'bot' | 'human'): void;
  /** The tokens of all pages die. */
  revoke(): void;
  close(): Promise<void>;
};

type FakeGraphOptions = {
  pages?: readonly FakePage[];
  /** Whose clock says when the window of somebody who wrote through this fake has closed. */
  now?: () => Date;
  /** App Review has granted HUMAN_AGENT. */
  humanAgent?: boolean;
  /** Echoes to this webhook everything that is sent. */
  echoTo?: string | null;
};

type Refusal = { status: number; body: object };

/** How Graph says no. */
export const graphRefusal = (code: number, subcode: number | null = null, status = 400): Misbehaviour => ({
  do: 'status',
  status,
  body: JSON.stringify(refusal(code, subcode, status).body),
});

const refusal = (code: number, subcode: number | null = null, status = 400): Refusal => ({
  status,
  body: {
    error: {
      message: 'refused by the test, chào',
      type: 'OAuthException',
      code,
      ...(subcode === null ? {} : { error_subcode: subcode }),
      fbtrace_id: 'A1b2',
    },
  },
});

/** A Graph API on this machine that keeps the documented rules strictly and misbehaves on demand. */
export async function startFakeGraph(options: FakeGraphOptions = {}): Promise<FakeGraph> {
  const { pages = [FAKE_PAGE], humanAgent = true, echoTo = null } = options;
  const events = createGraphEvents(pages);
  const ledger: SentToUser[] = [];
  const calls: FakeCall[] = [];
  const watchers: { times: number; resolve: () => void }[] = [];
  const open = new Set<ServerResponse>();
  const hanging = new Set<ServerResponse>();
  const closed = new Map<string, 'bot' | 'human'>();
  const heard = new Map<string, number>();
  const now = () => (options.now?.() ?? new Date()).getTime();
  const script = createScript();
  let isRevoked = false;

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
    const url = new URL(req.url ?? '/', 'http://graph');
    const [, version, page, edge] = url.pathname.split('/');
    if (!/^v\d+\.\d+$/.test(version ?? '') || edge !== 'messages') return end(res, 400, refusal(2500).body);
    const parsed = parse(body);
    const user = (parsed as SendBody | null)?.recipient?.id;
    const known = typeof user === 'string' ? user : null;
    const call: FakeCall = { path: url.pathname, user: known, status: null, code: null };
    calls.push(call);
    woken();
    const how = script.next('message', known);
    if (how?.do === 'hang') hanging.add(res);
    const isHonest = how === null || how.do === 'delay';
    const wrong = isHonest ? wrongIn(req, url, page ?? '', parsed) : null;
    if (wrong) {
      call.status = wrong.status;
      return end(res, wrong.status, wrong.body);
    }
    const act = (taken: boolean) => (taken ? accept(page ?? '', parsed as SendBody, isHonest) : null);
    await answerOr(res, call, how, act);
  }

  function wrongIn(req: IncomingMessage, url: URL, page: string, body: unknown): Refusal | null {
    const isKnown = pages.some(
      (one) => one.pageId === page && one.pageToken === url.searchParams.get('access_token'),
    );
    if (isRevoked || !isKnown) return refusal(190);
    if (req.method !== 'POST' || !req.headers['content-type']?.startsWith('application/json'))
      return refusal(100);
    return wrongBody(body as SendBody | null) ?? outsideWindow(body as SendBody);
  }

  function outsideWindow({ recipient, messaging_type: type, tag }: SendBody): Refusal | null {
    const how = closed.get(recipient.id) ?? closedBy(now() - (heard.get(recipient.id) ?? now()));
    if (type === 'MESSAGE_TAG' && tag !== 'HUMAN_AGENT') return refusal(100);
    if (type === 'MESSAGE_TAG' && !humanAgent) return refusal(200, 2018028, 403);
    if (type === 'MESSAGE_TAG') return how === 'human' ? refusal(10, 2018278) : null;
    return how === undefined ? null : refusal(10, 2018278);
  }

  /** Opens the person's window, as whatever they send us does. */
  const opening =
    <R extends unknown[]>(make: (user: string, ...rest: R) => GraphJson) =>
    (user: string, ...rest: R): GraphJson => {
      heard.set(user, now());
      return make(user, ...rest);
    };

  function accept(page: string, body: SendBody, answered: boolean): object {
    const n = ledger.length + 1;
    const entry: SentToUser = {
      n,
      at: Date.now(),
      page,
      user: body.recipient.id,
      text: body.message.text,
      quickReplies: (body.message.quick_replies ?? []).map(({ title, payload }) => ({ title, payload })),
      as: body.tag ?? body.messaging_type,
      messageId: `m_out${String(n).padStart(16, '0')}`,
      answered,
    };
    ledger.push(entry);
    if (echoTo !== null) void events.post(echoTo, [events.echoOf(entry)]).catch(() => {});
    return { recipient_id: entry.user, message_id: entry.messageId };
  }

  function woken(): void {
    for (const watcher of [...watchers])
      if (calls.length >= watcher.times) {
        watchers.splice(watchers.indexOf(watcher), 1);
        watcher.resolve();
      }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    ...events,
    userSends: opening(events.userSends),
    userTaps: opening(events.userTaps),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ledger,
    sentTo: (user) => ledger.filter((message) => message.user === user),
    calls,
    called: (times) =>
      new Promise<void>((resolve) => {
        watchers.push({ times, resolve });
        woken();
      }),
    hanging: () => hanging.size,
    misbehave: script.misbehave,
    behave: script.behave,
    closeWindow(user, how = 'bot') {
      closed.set(user, how);
    },
    revoke() {
      isRevoked = true;
    },
    async close() {
      for (const res of open) res.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;

const closedBy = (ms: number): 'bot' | 'human' | undefined =>
  ms > 7 * DAY_MS ? 'human' : ms > DAY_MS ? 'bot' : undefined;

type QuickReply = { content_type: string; title: string; payload: string };
type SendBody = {
  recipient: { id: string };
  messaging_type: string;
  tag?: string;
  message: { text: string; metadata?: string; quick_replies?: QuickReply[] };
};

/** The limits of the Send API, to the letter. */
function wrongBody(body: SendBody | null): Refusal | null {
  const { recipient, messaging_type: type, message } = body ?? {};
  if (typeof recipient?.id !== 'string' || recipient.id === '') return refusal(100, 2018001);
  if (!['RESPONSE', 'UPDATE', 'MESSAGE_TAG'].includes(type ?? '')) return refusal(100);
  const text = message?.text;
  if (typeof text !== 'string' || text.trim() === '' || text.length >= 2000) return refusal(100);
  if (text !== text.normalize('NFC')) return refusal(100);
  if ((message?.metadata ?? '').length >= 1000) return refusal(100);
  const replies = message?.quick_replies ?? [];
  const isFit = ({ content_type: kind, title, payload }: QuickReply) =>
    kind === 'text' && title !== '' && title.length <= 20 && payload !== '' && payload.length <= 1000;
  return replies.length <= 13 && replies.every(isFit) ? null : refusal(100, 2018032);
}
