import { doubleCsrf } from 'csrf-csrf';
import type { Request, Response } from 'express';
import type { StaffSession } from '../model/staff.ts';
import type { Seal } from '../seal.ts';
import { cookiesOf, flagsOf } from './cookies.ts';

/** The hidden field that every form carries; `parts/form.tsx` puts it there. */
export const CSRF_FIELD = '_csrf';

/** Proves that a form was ours and of this session: a token in the form, the same in a cookie, bound to the session by our key. */
export type Csrf = {
  /** The token for the forms of this answer. */
  token(req: Request, res: Response, session: StaffSession | null): string;
  isRight(req: Request, session: StaffSession | null): boolean;
};

type Carrier = Request & { cookies?: Record<string, string> };

export function createCsrf(seal: Seal, isSecure: boolean): Csrf {
  const sessions = new WeakMap<Request, string>();
  const { generateCsrfToken, validateRequest } = doubleCsrf({
    getSecret: () => seal.subkey('console-csrf').toString('base64'),
    getSessionIdentifier: (req) => sessions.get(req) ?? '',
    cookieName: `${isSecure ? '__Host-' : ''}cau-noi-form`,
    cookieOptions: flagsOf(isSecure),
    getCsrfTokenFromRequest: (req) => fieldOf(req.body),
  });
  function carrying(req: Carrier, session: StaffSession | null): Request {
    // The library reads cookies where a parser of its choice would have put them.
    req.cookies ??= cookiesOf(req);
    sessions.set(req, session?.id ?? '');
    return req;
  }
  return {
    token: (req, res, session) => generateCsrfToken(carrying(req, session), res),
    isRight: (req, session) => validateRequest(carrying(req, session)),
  };
}

const fieldOf = (body: unknown): string | null =>
  typeof body === 'object' && body !== null && CSRF_FIELD in body && typeof body[CSRF_FIELD] === 'string'
    ? body[CSRF_FIELD]
    : null;
