import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';

/** What a caller of the API is told: a code to act on and one sentence that says what to do. */
type Problem = { status: number; code: string; message: string };

/** How a problem looks to a person with a browser. */
export type ProblemPage = (problem: Problem) => string;

const isApi = (req: Request): boolean => req.path.startsWith('/chat/') && !wantsPage(req);

/** A form sent without script, or an address typed by hand, deserves a page. */
const wantsPage = (req: Request): boolean =>
  req.accepts(['json', 'html']) === 'html' && req.headers.accept?.includes('text/html') === true;

function answerProblem(req: Request, res: Response, problem: Problem, page: ProblemPage): void {
  const { status, code, message } = problem;
  res.status(status).set('Cache-Control', 'no-store');
  if (isApi(req)) res.json({ error: { code, message } });
  else if (wantsPage(req)) res.type('html').send(page(problem));
  else res.type('text/plain').send(`${message}\n`);
}

export const notFoundHandler =
  (page: ProblemPage): RequestHandler =>
  (req, res) => {
    answerProblem(req, res, { status: 404, code: 'not_found', message: 'there is nothing here' }, page);
  };

/** The one place where an error becomes an answer. What we did not foresee is logged and told in general words only. */
export const errorHandler =
  (log: Log, page: ProblemPage): ErrorRequestHandler =>
  (error: unknown, req, res, _next) => {
    const problem = problemOf(error);
    const facts = { error, method: req.method, path: req.path, status: problem.status };
    if (problem.status >= 500) log.error('a request failed', facts);
    else log.debug('a request was refused', facts);
    // Too late for another status: the client notices the broken answer.
    if (res.headersSent) res.destroy();
    else answerProblem(req, res, problem, page);
  };

function problemOf(error: unknown): Problem {
  if (error instanceof AppError) {
    const { status, code } = error;
    const message = status < 500 ? error.message : 'not possible at the moment; try again in a few seconds';
    return { status, code, message };
  }
  const status = httpStatusOf(error);
  if (status === 413) return { status, code: 'too_large', message: 'the body is too large; send less' };
  if (status === 415)
    return { status, code: 'invalid', message: 'the encoding of the body is not supported; send it plain' };
  if (status !== null)
    return { status, code: 'invalid', message: 'the request cannot be read; check its body' };
  return { status: 500, code: 'internal', message: 'something went wrong here; try again in a few seconds' };
}

/** Express and its parsers throw errors that carry a status. */
function httpStatusOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return null;
  return error.status >= 400 && error.status < 500 ? error.status : null;
}
