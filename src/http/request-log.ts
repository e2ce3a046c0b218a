import type { RequestHandler } from 'express';
import type { Log } from '../log.ts';
import type { World } from '../world.ts';

// Asked for again and again by machines; they are of interest only when something is wrong.
const QUIET = /^\/(health|ready|metrics|(console\/)?assets\/.*)$/;

/** One line per request: method, path, status, time. Never the query, a body or an address. */
export const requestLog =
  (log: Log, world: World): RequestHandler =>
  (req, res, next) => {
    const began = world.now().getTime();
    const { method, path } = req;
    res.once('close', () => {
      const status = res.writableFinished || res.headersSent ? res.statusCode : 499;
      const facts = { method, path, status, ms: world.now().getTime() - began };
      if (QUIET.test(path) && status < 400) log.debug('a request was answered', facts);
      else log.info('a request was answered', facts);
    });
    next();
  };
