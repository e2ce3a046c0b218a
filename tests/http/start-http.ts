import { join } from 'node:path';
import { loadPageWords } from '../../src/http/page-words.ts';
import { createHttp, type HttpDeps, listen } from '../../src/http/server.ts';
import { silentLog } from '../../src/log.ts';
import { realWorld } from '../../src/world.ts';
import { createMemoryChat, type MemoryChat } from './memory-chat.ts';

const ROOT = join(import.meta.dirname, '../..');

export type RunningHttp = { url: string; close(): Promise<void>; memory: MemoryChat };

/** The real server on a free port, over an in-memory backend. */
export async function startHttp(changes: Partial<HttpDeps> = {}, port = 0): Promise<RunningHttp> {
  const memory = createMemoryChat(realWorld);
  const app = createHttp({
    adapters: [memory.webChat],
    receive: memory.receive,
    chat: memory.chat,
    console: null,
    words: loadPageWords(ROOT),
    ready: async () => ({ ready: true, parts: { store: { ok: true, detail: null } } }),
    metrics: { contentType: 'text/plain', text: async () => 'cau_noi_up 1\n', webhook() {} },
    settings: { publicUrl: null, trustProxy: 0, metricsToken: null },
    log: silentLog,
    world: realWorld,
    ...changes,
  });
  return { ...(await listen(app, port, realWorld)), memory };
}

/** A browser's session, with its calls. */
export async function openSession(url: string) {
  const answer = await fetch(`${url}/chat/sessions`, { method: 'POST' });
  const { token } = (await answer.json()) as { token: string };
  const authorization = `Bearer ${token}`;
  return {
    token,
    authorization,
    post: (body: unknown) =>
      fetch(`${url}/chat/messages`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    get: (after: string | null = null) =>
      fetch(`${url}/chat/messages${after === null ? '' : `?after=${encodeURIComponent(after)}`}`, {
        headers: { authorization },
      }),
  };
}

export type Page = {
  messages: { id: string; at: string; from: string; text: string; choices: unknown[] }[];
  next: string;
};
export const pageOf = async (answer: Response): Promise<Page> => (await answer.json()) as Page;
