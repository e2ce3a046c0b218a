import { timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Seal } from '../seal.ts';
import type { World } from '../world.ts';

/** What a browser holds, and the name under which its words are kept. */
type ChatSession = { token: string; session: string };

export type ChatSessions = {
  create(): ChatSession;
  /** The session of a token of ours; null for any other text. */
  verify(token: string): string | null;
};

/**
 * Sessions without a table: a token is 256 random bits and our signature over them, so it survives restarts. The session's name is
 * a keyed hash of it: whoever reads names in the log cannot make a token of one.
 */
export function createChatSessions(seal: Seal, world: World): ChatSessions {
  const signature = (nonce: string) => seal.lookup('web-chat-token', nonce);
  const nameOf = (nonce: string) => seal.lookup('web-chat-session', nonce).slice(0, 22);
  return {
    create() {
      const nonce = world.newId() + world.newId();
      return { token: `${nonce}.${signature(nonce)}`, session: nameOf(nonce) };
    },
    verify(token) {
      const [nonce, signed, ...rest] = token.split('.');
      if (!nonce || !signed || rest.length > 0) return null;
      return isSame(signed, signature(nonce)) ? nameOf(nonce) : null;
    },
  };
}

/** Compares without telling by its time how much was right. */
export function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

const COOKIE_DAYS = 180;
// The prefix makes browsers refuse a cookie that another host of the domain tries to plant.
const cookieName = (isSecure: boolean): string => (isSecure ? '__Host-cau-noi-chat' : 'cau-noi-chat');
const cookieFlags = (isSecure: boolean) =>
  ({ httpOnly: true, sameSite: 'strict', secure: isSecure, path: '/' }) as const;

export function giveCookie(res: Response, token: string, isSecure: boolean): void {
  res.cookie(cookieName(isSecure), token, { ...cookieFlags(isSecure), maxAge: COOKIE_DAYS * 86_400_000 });
}

export function takeCookie(res: Response, isSecure: boolean): void {
  res.clearCookie(cookieName(isSecure), cookieFlags(isSecure));
}

/** The session that asks, by `Authorization: Bearer` or by cookie; null when there is none of ours. */
export function sessionOf(req: Request, sessions: ChatSessions, isSecure: boolean): string | null {
  const bearer = bearerOf(req);
  if (bearer !== null) return sessions.verify(bearer);
  const token = cookieOf(req.headers.cookie ?? '', cookieName(isSecure));
  return token === null ? null : sessions.verify(token);
}

export function bearerOf(req: Request): string | null {
  const [, token] = /^Bearer +(\S+) *$/i.exec(req.headers.authorization ?? '') ?? [];
  return token ?? null;
}

function cookieOf(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const [key, value] = pair.split('=', 2);
    if (key?.trim() === name && value) return value.trim();
  }
  return null;
}
