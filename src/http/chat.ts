import { createHash } from 'node:crypto';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { InboundEvent, InboundMessage } from '../model/channel.ts';
import type { Seal } from '../seal.ts';
import type { World } from '../world.ts';
import { createFeed, type FeedDeps, recentOf } from './chat-feed.ts';
import type { ChatMessage } from './chat-messages.ts';
import { createChatSessions, giveCookie, sessionOf, takeCookie } from './chat-session.ts';
import { createChatStreams } from './chat-stream.ts';
import { addressOf, createRateLimits } from './rate-limits.ts';

export type ChatDeps = FeedDeps & {
  seal: Seal;
  /** Tells of messages sent by this process; see `createWebChat`. */
  onSent(session: string, listener: (messageId: string) => void): () => void;
};

type ChatRouteDeps = ChatDeps & {
  /** Resolves once the message is on disk. */
  receive(event: InboundEvent): Promise<void>;
  publicUrl: string | null;
  world: World;
  log: Log;
};

const MOST_LETTERS = 4000;
// 4,000 letters, each of several parts, each part written as an escape.
const MOST_BODY_BYTES = 128 * 1024;
const MOST_ID_LETTERS = 64;
const MOST_AFTER_LETTERS = 4000;
const RECENT_EXCHANGES = 20;
const STREAM_AGAIN_S = 30;

export type Chat = {
  router: Router;
  /** The newest part of the talk of the browser that asks; null when it has none. */
  conversationOf(req: Request): Promise<ChatMessage[] | null>;
};

/** The web chat's own routes. Its adapter only sends. */
export function createChat(deps: ChatRouteDeps): Chat {
  const { receive, world } = deps;
  const sessions = createChatSessions(deps.seal, world);
  const streams = createChatStreams(deps);
  const limits = createRateLimits();
  const router = express.Router();
  const isSecure = (req: Request) => req.secure || deps.publicUrl?.startsWith('https:') === true;

  const begin = async (req: Request, res: Response) => {
    await limits.sessions(addressOf(req), res);
    const made = sessions.create();
    giveCookie(res, made.token, isSecure(req));
    return made;
  };
  const known = (req: Request): string => {
    const session = sessionOf(req, sessions, isSecure(req));
    if (session === null)
      throw new AppError(
        'unauthenticated',
        'no session; POST /chat/sessions and send its token as a bearer token',
      );
    return session;
  };
  /** Faulty attempts count for the address, so that guessing is slow. */
  const counted: RequestHandler = async (req, res, next) => {
    await limits.address(addressOf(req), res);
    next();
  };

  router.use(ownPagesOnly);

  router.post('/sessions', counted, async (req, res) => {
    const { token } = await begin(req, res);
    res.status(201).json({ token });
  });

  router.post('/leave', (req, res) => {
    takeCookie(res, isSecure(req));
    res.redirect(303, '/');
  });

  // A form is what a browser without script sends: it may begin a session and wants a page, not JSON.
  router.post('/messages', counted, async (req, res, next) => {
    if (!isForm(req)) return next();
    await readForm(req, res);
    const session = sessionOf(req, sessions, isSecure(req)) ?? (await begin(req, res)).session;
    const { form, text } = parse(formBody, req.body);
    await limits.messages(session, res);
    await receive(toEvent(session, formId(form ?? world.newId(), text), text));
    res.redirect(303, '/#viet');
  });

  router.post('/messages', async (req, res) => {
    const session = known(req);
    await readJson(req, res);
    const { id, text } = parse(messageBody, req.body);
    await limits.messages(session, res);
    await receive(toEvent(session, id, text));
    streams.expect(session, id);
    res.status(202).json({ id });
  });

  router.get('/messages', async (req, res) => {
    const session = known(req);
    await limits.reads(session, res);
    const { messages, next } = await createFeed(deps, session)(afterOf(req));
    res.json({ messages, next });
  });

  router.get('/stream', async (req, res) => {
    const session = known(req);
    await limits.reads(session, res);
    if (req.method === 'HEAD') return void res.type('text/event-stream').end();
    const lastSeen = req.get('last-event-id');
    const after = lastSeen ? checkedAfter(lastSeen) : afterOf(req);
    if (streams.open(session, createFeed(deps, session), after, res)) return;
    res.set('Retry-After', String(STREAM_AGAIN_S));
    throw new AppError('unavailable', 'too many streams are open');
  });

  return {
    router,
    async conversationOf(req) {
      const session = sessionOf(req, sessions, isSecure(req));
      return session === null ? null : recentOf(deps, session, RECENT_EXCHANGES);
    },
  };
}

/** A page of another site may not write here in the name of whoever reads it. */
const ownPagesOnly: RequestHandler = (req, res, next) => {
  res.set('Cache-Control', 'no-store');
  const site = req.get('sec-fetch-site');
  if (req.method === 'POST' && site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new AppError('forbidden', 'another site may not write in this chat');
  next();
};

const letters = (text: string): number => [...text.normalize('NFC')].length;
// Half a surrogate pair is no letter and no store keeps it; invisible controls do not belong in a message. Nothing else is changed.
const readable = (text: string): string =>
  text.replace(/\p{Surrogate}/gu, '\uFFFD').replace(/(?![\n\t])\p{Control}/gu, '');

const messageText = z.string('text must be a string').transform(readable);
const clientId = z
  .string('id must be a string that is unique in this session')
  .transform((id) => id.replace(/\p{Surrogate}/gu, '\uFFFD'))
  .refine((id) => letters(id) <= MOST_ID_LETTERS, `id may have at most ${MOST_ID_LETTERS} characters`);
const messageBody = z.object(
  { id: clientId.refine((id) => id !== '', 'id must not be empty'), text: messageText },
  'send a JSON object {"id","text"}',
);
const formBody = z.object(
  { form: z.string().max(40).optional(), text: messageText },
  'send the fields of the form',
);

function parse<T extends { text: string }>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success)
    throw new AppError('invalid', result.error.issues[0]?.message ?? 'send a JSON object {"id","text"}');
  const { text } = result.data;
  if (letters(text) > MOST_LETTERS)
    throw new AppError('too_large', `text may have at most ${MOST_LETTERS} characters; send it in parts`);
  if (text.trim() === '') throw new AppError('invalid', 'text must not be empty');
  return result.data;
}

/** The same words of the same form are one message, however often the button is pressed; other words are never taken for them. */
const formId = (form: string, text: string): string =>
  `${form}-${createHash('sha256').update(text).digest('base64url').slice(0, 12)}`;

const json = express.json({ limit: MOST_BODY_BYTES, type: () => true });
const form = express.urlencoded({ limit: MOST_BODY_BYTES, extended: false });
const isForm = (req: Request): boolean => req.is('application/x-www-form-urlencoded') !== false;

/** The body is read only once the caller is known. */
const read =
  (parser: RequestHandler) =>
  (req: Request, res: Response): Promise<void> =>
    new Promise((resolve, reject) => {
      void parser(req, res, (error?: unknown) => (error ? reject(error) : resolve()));
    });
const readJson = read(json);
const readForm = read(form);

function afterOf(req: Request): string | null {
  const { after } = req.query;
  if (after === undefined || after === '') return null;
  if (typeof after !== 'string') throw new AppError('invalid', 'after must be given once');
  return checkedAfter(after);
}

function checkedAfter(after: string): string {
  if (after.length <= MOST_AFTER_LETTERS) return after;
  throw new AppError('invalid', 'after must be a message id or the "next" of an answer');
}

function toEvent(session: string, id: string, text: string): InboundEvent {
  const message: InboundMessage = {
    key: `web-chat:${session}:${encodeURIComponent(id)}`,
    channel: 'web-chat',
    account: session,
    sender: session,
    kind: 'text',
    text,
    attachments: [],
    platformId: id,
    quotes: null,
    event: null,
    wantsTurn: true,
    verified: true,
    raw: JSON.stringify({ id, text }),
  };
  return { is: 'message', message };
}
