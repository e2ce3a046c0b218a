import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { ChannelAdapter } from '../channels/channel.ts';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { InboundEvent } from '../model/channel.ts';
import type { World } from '../world.ts';
import { createAssets } from './assets.ts';
import { type ChatDeps, createChat } from './chat.ts';
import { errorHandler, notFoundHandler } from './error-handler.ts';
import type { PageWords } from './page-words.ts';
import { problemPage } from './problem-page.tsx';
import { publicPage } from './public-page.tsx';
import { requestLog } from './request-log.ts';
import { type ReadyReport, statusRoutes } from './status-routes.ts';
import { webhooks } from './webhooks.ts';

export type HttpDeps = {
  adapters: readonly ChannelAdapter[];
  /** Resolves once the event is on disk; rejects with `unavailable` when it is nowhere. */
  receive(event: InboundEvent): Promise<void>;
  chat: ChatDeps;
  /** See `loadPageWords`. */
  words: PageWords;
  /** The staff's pages, mounted at `/console`; null where there are none. */
  console: RequestHandler | null;
  ready(): Promise<ReadyReport>;
  metrics: {
    contentType: string;
    text(): Promise<string>;
    webhook(channel: string, status: number): void;
  };
  settings: {
    publicUrl: string | null;
    trustProxy: number;
    metricsToken: string | null;
    /** Every page says that nothing in here is real. */
    demo?: boolean;
  };
  log: Log;
  world: World;
};

/** The only door from outside: webhooks, the web chat, and what machines ask. */
export function createHttp(deps: HttpDeps): Express {
  const { adapters, receive, chat, words, metrics, settings, log, world } = deps;
  const app = express();
  app.disable('x-powered-by').set('etag', false).set('trust proxy', settings.trustProxy);

  const assets = createAssets('/assets');
  const page = problemPage(words, assets.urlOf);
  app.use(requestLog(log, world));
  // Platforms are no browsers: their way in comes before what only browsers heed.
  app.use(webhooks({ adapters, receive, counted: metrics.webhook }));
  app.use(safeHeaders(settings.publicUrl));
  app.use(statusRoutes(deps));
  const { router, conversationOf } = createChat({
    ...chat,
    receive,
    publicUrl: settings.publicUrl,
    world,
    log,
  });
  app.use('/chat', router);
  app.use('/assets', assets.router);
  if (deps.console) app.use('/console', deps.console);
  app.get('/', async (req, res) => {
    const messages = await conversationOf(req);
    const html = publicPage({
      words,
      urlOf: assets.urlOf,
      messages,
      formId: world.newId(),
      isDemo: settings.demo === true,
    });
    // It may hold somebody's talk.
    res.set('Cache-Control', 'no-store').type('html').send(html);
  });
  app.use(notFoundHandler(page));
  app.use(errorHandler(log, page));
  return app;
}

/** Nothing but our own files runs, loads or frames here. */
function safeHeaders(publicUrl: string | null) {
  const isHttps = publicUrl?.startsWith('https:') === true;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000 } : false,
    xFrameOptions: { action: 'deny' },
  });
}

export type Listening = { url: string; close(): Promise<void> };

const CLOSE_WITHIN_MS = 8000;

/** Starts to listen; port 0 takes a free one. `close` takes nothing new, ends streams and lets what runs finish. */
export function listen(app: Express, port: number, world: World): Promise<Listening> {
  const server = createServer(
    { keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 60_000 },
    app,
  );
  const open = new Set<ServerResponse>();
  server.on('request', (_req, res) => {
    open.add(res);
    res.once('close', () => open.delete(res));
  });

  async function close(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const res of open) {
      // A connection that has just been answered would wait for its next request.
      res.once('close', () => setImmediate(() => server.closeIdleConnections()));
      endStream(res);
    }
    const cancel = world.after(CLOSE_WITHIN_MS, () => server.closeAllConnections());
    await closed;
    cancel();
  }

  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE';
      reject(
        taken ? new AppError('conflict', `port ${port} is taken; set PORT to another one`, { cause }) : cause,
      );
    });
    server.listen(port, () => {
      const address = server.address() as AddressInfo;
      resolve({ url: `http://127.0.0.1:${address.port}`, close });
    });
  });
}

/** A stream would stay open for ever; its browser comes back to the next process. */
function endStream(res: ServerResponse): void {
  if (String(res.getHeader('content-type')).startsWith('text/event-stream')) res.end();
}
