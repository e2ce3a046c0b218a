import { PASSWORD } from './start-console.ts';

/** A browser without script: keeps cookies, fills forms, follows nothing by itself. */
export type Visitor = ReturnType<typeof createVisitor>;

type Options = { headers?: Record<string, string> };

export function createVisitor(url: string, { headers = {} }: Options = {}) {
  const cookies = new Map<string, string>();

  async function send(path: string, init: RequestInit = {}): Promise<Answered> {
    const answer = await fetch(`${url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { ...headers, ...cookieHeader(), ...(init.headers as Record<string, string>) },
    });
    for (const line of answer.headers.getSetCookie()) keep(line);
    // A stream has no end of its own.
    const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') === true;
    if (isStream) await answer.body?.cancel();
    return { status: answer.status, headers: answer.headers, text: isStream ? '' : await answer.text() };
  }
  const cookieHeader = (): Record<string, string> => {
    const pairs = [...cookies].map(([name, value]) => `${name}=${value}`);
    return pairs.length > 0 ? { cookie: pairs.join('; ') } : {};
  };
  function keep(line: string): void {
    const [pair = ''] = line.split(';');
    const [name = '', value = ''] = pair.split('=', 2);
    if (/expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }

  const get = (path: string, more: Record<string, string> = {}) => send(path, { headers: more });

  /** Sends fields as a form of this page would; `token` null sends none. */
  async function post(path: string, fields: Record<string, string>, token?: string | null) {
    const csrf = token === undefined ? await tokenFrom() : token;
    const body = new URLSearchParams({ ...(csrf === null ? {} : { _csrf: csrf }), ...fields });
    return send(path, { method: 'POST', body });
  }
  /** Every page has a form; the sign-in page answers everybody. */
  async function tokenFrom(): Promise<string> {
    const pages = ['/console/me', '/console/sign-in'];
    for (const page of pages) {
      const token = tokenIn((await get(page)).text);
      if (token) return token;
    }
    throw new Error('no page gave a token');
  }
  async function signIn(login: string, password = PASSWORD) {
    return post('/console/sign-in', { login, password });
  }
  return { get, post, send, signIn, cookies };
}

export type Answered = { status: number; headers: Headers; text: string };

export const tokenIn = (html: string): string | null =>
  /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? null;
