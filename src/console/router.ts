import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Seal } from '../seal.ts';
import { unitsOf } from '../staff/can-see.ts';
import type { Sessions, SignedIn } from '../staff/sessions.ts';
import type { UnionIndex } from '../union/tree-index.ts';
import type { World } from '../world.ts';
import { createAnswerer, isPart } from './answer.tsx';
import { browserNameOf } from './browser-name.ts';
import { createCookie } from './cookies.ts';
import type { CountsOf } from './counts.tsx';
import { createCsrf } from './csrf.ts';
import { createFormFields } from './form-fields.ts';
import type { Room } from './rooms.ts';
import type { Ask, ConsoleRoute, PublicAsk } from './route.ts';

export type RouterDeps = {
  routes: readonly ConsoleRoute[];
  rooms: readonly Room[];
  sessions: Sessions;
  union(): Promise<UnionIndex>;
  /** What waits in the rooms. */
  counts: CountsOf;
  /** Static files, mounted at `/assets`. */
  assets: { router: RequestHandler; urlOf(file: string): string };
  seal: Seal;
  world: World;
  log: Log;
  publicUrl: string | null;
  isDemo?: boolean;
};

const MOST_BODY_BYTES = 64 * 1024;

/** The console's only door: every row of the table is mounted the same way, and nothing is mounted beside it but static files. */
export function createConsoleRouter(deps: RouterDeps): Router {
  const { routes, assets, seal, log, publicUrl } = deps;
  const router = express.Router();
  const form = express.urlencoded({ extended: false, limit: MOST_BODY_BYTES });
  const guardsOf = bySecurity((isSecure) => ({
    session: createCookie('staff', isSecure),
    said: createCookie('said', isSecure),
    csrf: createCsrf(seal, isSecure),
  }));
  const guards = (req: Request) => guardsOf(isSecureFor(req, publicUrl));
  const answer = createAnswerer(deps, guards);

  router.use('/assets', assets.router);
  router.use(safeHeaders);
  for (const route of routes) {
    const serve = route.scope === 'public' ? servePublic(route) : serveSigned(route);
    const method = route.method === 'GET' ? 'get' : 'post';
    router[method](route.path, form, serve);
  }
  router.use(async (req, res) => answer.problem(req, res, await whoIs(req), 404));
  const failed: ErrorRequestHandler = async (error: unknown, req, res, _next) => {
    const status = statusOf(error);
    if (status >= 500)
      log.error('a request of the console failed', { error, method: req.method, path: req.path });
    if (res.headersSent) return void res.destroy();
    await answer.problem(req, res, await whoIs(req).catch(() => null), status);
  };
  router.use(failed);

  function servePublic(route: PublicRoute): RequestHandler {
    return async (req, res) => {
      const who = await whoIs(req);
      if (!isOurs(route, req, who)) return answer.problem(req, res, who, 419);
      await answer.send(req, res, who, await route.handle(toAsk(req, who)));
    };
  }

  function serveSigned(route: SignedRoute): RequestHandler {
    return async (req, res) => {
      const who = await (route.isQuiet ? whoLooks(req) : whoIs(req));
      if (who === null) return answer.signIn(req, res);
      if (!isOurs(route, req, who)) return answer.problem(req, res, who, 419);
      const ask = await toSignedAsk(req, who);
      const refusal = await refusalOf(route, ask);
      if (refusal !== null) return answer.problem(req, res, who, refusal);
      await answer.send(req, res, who, await route.handle(ask));
    };
  }

  const isOurs = ({ method }: ConsoleRoute, req: Request, who: SignedIn | null): boolean =>
    method === 'GET' || guards(req).csrf.isRight(req, who?.session ?? null);

  async function whoIs(req: Request): Promise<SignedIn | null> {
    const token = guards(req).session.read(req);
    return token === null ? null : deps.sessions.read(token);
  }

  async function whoLooks(req: Request): Promise<SignedIn | null> {
    const token = guards(req).session.read(req);
    return token === null ? null : deps.sessions.peek(token);
  }

  async function toSignedAsk(req: Request, who: SignedIn): Promise<Ask> {
    return { ...toAsk(req, who), who, units: unitsOf(await deps.union(), who.account) };
  }

  function toAsk(req: Request, who: SignedIn | null): PublicAsk {
    const at = req.originalUrl.indexOf('?');
    return {
      params: Object.fromEntries(Object.entries(req.params).map(([name, value]) => [name, String(value)])),
      query: new URLSearchParams(at < 0 ? '' : req.originalUrl.slice(at + 1)),
      form: createFormFields(req.body),
      who,
      origin: publicUrl?.replace(/\/$/, '') ?? `${req.protocol}://${req.get('host') ?? 'localhost'}`,
      address: req.ip ?? 'unknown',
      browser: browserNameOf(req.get('user-agent') ?? ''),
      isPart: isPart(req),
    };
  }
  return router;
}

/** One set of cookies for https and one for a machine of its own without it. */
function bySecurity<T>(make: (isSecure: boolean) => T): (isSecure: boolean) => T {
  const [secure, plain] = [make(true), make(false)];
  return (isSecure) => (isSecure ? secure : plain);
}

const isSecureFor = (req: Request, publicUrl: string | null): boolean =>
  req.secure || publicUrl?.startsWith('https:') === true;

/** Something of another unit is as absent as something that never was. */
async function refusalOf(route: SignedRoute, ask: Ask): Promise<403 | 404 | null> {
  if (!route.roles.includes(ask.who.account.role)) return 403;
  if (route.scope !== 'own-unit' || route.unitOf === 'list') return null;
  const found = await route.unitOf(ask);
  if (found === null) return 404;
  const isWithin = ask.units === null || (found.unit !== null && ask.units.has(found.unit));
  return isWithin ? null : 404;
}
type PublicRoute = Extract<ConsoleRoute, { scope: 'public' }>;
type SignedRoute = Exclude<ConsoleRoute, PublicRoute>;

function statusOf(error: unknown): number {
  if (error instanceof AppError) return error.status;
  if (error instanceof Error && 'status' in error && typeof error.status === 'number') return error.status;
  return 500;
}

/** Nothing but our own files runs, loads, frames or receives here, and no address of a page is told to anybody. */
const safeHeaders: RequestHandler = (req, res, next) => {
  res.set('Cache-Control', 'no-store');
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })(req, res, next);
};
