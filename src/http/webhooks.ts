import express, { type Request, type Router } from 'express';
import type { ChannelAdapter, WebhookRoute } from '../channels/channel.ts';
import type { InboundEvent } from '../model/channel.ts';

type WebhookDeps = {
  adapters: readonly ChannelAdapter[];
  /** Resolves once the event is on disk. */
  receive(event: InboundEvent): Promise<void>;
  counted(channel: string, status: number): void;
};

const MOST_BYTES = 1024 * 1024;

/** The platforms' way in. The body stays exactly as it came, since signatures are over its bytes. */
export function webhooks({ adapters, receive, counted }: WebhookDeps): Router {
  const router = express.Router();
  const raw = express.raw({ type: () => true, limit: MOST_BYTES, inflate: false });

  for (const { name, inbound } of adapters) {
    if (inbound.kind !== 'webhook') continue;
    for (const route of inbound.routes) {
      const method = route.method === 'GET' ? 'get' : 'post';
      router[method](route.path, (_req, res, next) => {
        res.once('close', () => counted(name, res.statusCode));
        next();
      });
      router[method](route.path, raw, async (req, res) => {
        const answer = await route.handle(toWebhook(req));
        // In the order of the batch; the platform gets its answer only once every one is kept.
        for (const event of answer.events) await receive(event);
        res.status(answer.status).set(answer.headers ?? {});
        if (!res.hasHeader('content-type')) res.type('text/plain');
        res.send(answer.body ?? '');
      });
    }
  }
  return router;
}

type WebhookRequest = Parameters<WebhookRoute['handle']>[0];

function toWebhook(req: Request): WebhookRequest {
  const headers = Object.fromEntries(
    Object.entries(req.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  const at = req.url.indexOf('?');
  const query = new URLSearchParams(at < 0 ? '' : req.url.slice(at + 1));
  return { body: Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0), headers, query };
}
