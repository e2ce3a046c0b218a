import type { Request, Response } from 'express';

/** A cookie of the console. Gone with the browser window; how long what it opens lasts is the server's to say. */
export type Cookie = {
  read(req: Request): string | null;
  give(res: Response, value: string): void;
  take(res: Response): void;
};

// The prefix makes browsers refuse a cookie that another host of the domain tries to plant; it asks for https and the path '/'.
const nameOf = (name: string, isSecure: boolean) => `${isSecure ? '__Host-' : ''}cau-noi-${name}`;
export const flagsOf = (isSecure: boolean) =>
  ({ httpOnly: true, sameSite: 'strict', secure: isSecure, path: '/' }) as const;

export const createCookie = (name: string, isSecure: boolean): Cookie => ({
  read: (req) => cookiesOf(req)[nameOf(name, isSecure)] ?? null,
  give: (res, value) => void res.cookie(nameOf(name, isSecure), value, flagsOf(isSecure)),
  take: (res) => void res.clearCookie(nameOf(name, isSecure), flagsOf(isSecure)),
});

export function cookiesOf(req: Request): Record<string, string> {
  const pairs = (req.headers.cookie ?? '').split(';').flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=');
    return at < 0 ? [] : [[pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())]];
  });
  return Object.fromEntries(pairs);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
