import express, { type Request, type Router } from 'express';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { World } from '../world.ts';
import { bearerOf, isSame } from './chat-session.ts';

/** Whether the parts do their work. `detail` is for operators: no names, no words of people. */
export type ReadyReport = {
  ready: boolean;
  parts: Record<string, { ok: boolean; detail: string | null }>;
};

type StatusDeps = {
  ready(): Promise<ReadyReport>;
  metrics: { contentType: string; text(): Promise<string> };
  settings: { metricsToken: string | null; trustProxy: number };
  world: World;
  log: Log;
};

const READY_WITHIN_MS = 5000;

/** For machines that watch us: alive, ready, numbers. */
export function statusRoutes({ ready, metrics, settings, world, log }: StatusDeps): Router {
  const router = express.Router();

  router.get('/health', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ alive: true });
  });

  router.get('/ready', async (_req, res) => {
    const report = await inTime(ready(), world).catch((error: unknown): ReadyReport => {
      log.error('the state of the parts could not be told', { error });
      return { ready: false, parts: { server: { ok: false, detail: 'the parts did not answer' } } };
    });
    res
      .status(report.ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(report);
  });

  router.get('/metrics', async (req, res) => {
    refuseStrangers(req, settings);
    res
      .set('Cache-Control', 'no-store')
      .set('Content-Type', metrics.contentType)
      .send(await metrics.text());
  });

  return router;
}

function inTime<T>(work: Promise<T>, world: World): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = world.after(READY_WITHIN_MS, () =>
      reject(new AppError('unavailable', `no answer within ${READY_WITHIN_MS} ms`)),
    );
    work.then(resolve, reject).finally(cancel);
  });
}

const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

function refuseStrangers(req: Request, { metricsToken, trustProxy }: StatusDeps['settings']): void {
  if (metricsToken !== null) {
    if (isSame(bearerOf(req) ?? '', metricsToken)) return;
    req.res?.set('WWW-Authenticate', 'Bearer');
    throw new AppError('unauthenticated', 'send METRICS_TOKEN as a bearer token');
  }
  // A proxy on this machine also comes from loopback, so what it forwards is not ours unless we were told to trust it.
  const isForwarded =
    trustProxy === 0 && (req.headers['x-forwarded-for'] ?? req.headers.forwarded) !== undefined;
  if (isForwarded || !LOOPBACK.test(req.ip ?? ''))
    throw new AppError(
      'forbidden',
      'only this machine may read the metrics; set METRICS_TOKEN to read them elsewhere',
    );
}
