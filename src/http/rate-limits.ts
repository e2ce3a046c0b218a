import type { Request, Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../errors.ts';

/** Throws `too_many`, with Retry-After on the answer, once `key` has used its share of the running minute. */
export type Limit = (key: string, res: Response) => Promise<void>;

export type RateLimits = {
  /** Messages of one session. */
  messages: Limit;
  /** Reads of one session. */
  reads: Limit;
  /** Sessions begun from one address; a whole factory or a mobile network may stand behind it. */
  sessions: Limit;
  /** Messages and faulty attempts from one address. */
  address: Limit;
};

/** Counted in this process: with several processes people get a little more, never less. Webhooks are never limited. */
export const createRateLimits = (): RateLimits => ({
  messages: perMinute(30, 'at most 30 messages a minute'),
  reads: perMinute(1200, 'at most 1,200 reads a minute; the stream needs none'),
  sessions: perMinute(600, 'at most 600 new sessions a minute from one address'),
  address: perMinute(3000, 'at most 3,000 requests a minute from one address'),
});

function perMinute(points: number, rule: string): Limit {
  const limiter = new RateLimiterMemory({ points, duration: 60 });
  return async (key, res) => {
    try {
      await limiter.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      res.set('Retry-After', String(seconds));
      throw new AppError('too_many', `${rule}; send it again after ${seconds} s`);
    }
  };
}

/** Who asks, for counting only. */
export const addressOf = (req: Request): string => req.ip ?? 'unknown';
