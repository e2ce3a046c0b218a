import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** What a call meets instead of an honest answer. `taken`: the message has reached the person all the same. */
export type Misbehaviour =
  | { do: 'refuse'; code: number; message?: string }
  | { do: 'status'; status: number; retryAfter?: string; location?: string; body?: string; taken?: boolean }
  | { do: 'hang'; taken?: boolean }
  | { do: 'half-body'; taken: boolean }
  | { do: 'html'; taken: boolean }
  | { do: 'drop'; taken: boolean }
  | { do: 'delay'; ms: number }
  /** The access token dies before this call is looked at. */
  | { do: 'expire-token' };

/** Which calls meet it: of this user (all when left out), this path, this often (once when left out). */
export type MisbehaviourFor = { user?: string; path?: 'message' | 'oauth'; times?: number };

export type FakeCall = { path: string; user: string | null; status: number | null; code: number | null };

export type Script = {
  misbehave(how: Misbehaviour, when?: MisbehaviourFor): void;
  behave(): void;
  /** What this call meets; it is then used up. */
  next(path: 'message' | 'oauth', user: string | null): Misbehaviour | null;
};

export function createScript(): Script {
  let lines: { how: Misbehaviour; user: string | null; path: 'message' | 'oauth'; times: number }[] = [];
  return {
    misbehave(how, { user, path = 'message', times = 1 } = {}) {
      lines.push({ how, user: user ?? null, path, times });
    },
    behave() {
      lines = [];
    },
    next(path, user) {
      const line = lines.find(
        (one) => one.path === path && one.times > 0 && (one.user === null || one.user === user),
      );
      if (!line) return null;
      line.times -= 1;
      return line.how;
    },
  };
}

/** Answers a call honestly, or as the script wants it. `act` does what an honest call does; its result is the answer. */
export async function answerOr(
  res: ServerResponse,
  call: FakeCall,
  how: Misbehaviour | null,
  act: (taken: boolean) => object | null,
): Promise<void> {
  if (how?.do === 'delay') await wait(how.ms);
  const reply = (status: number, body: unknown) => {
    call.status = status;
    end(res, status, body);
  };
  switch (how?.do) {
    case undefined:
    case 'delay':
    case 'expire-token': {
      const body = act(true) as { error?: number };
      call.code = body.error ?? 0;
      return reply(200, body);
    }
    case 'refuse':
      call.code = how.code;
      return reply(200, { error: how.code, message: how.message ?? 'refused by the test' });
    case 'status':
      act(how.taken ?? false);
      if (how.retryAfter !== undefined) res.setHeader('retry-after', how.retryAfter);
      if (how.location !== undefined) res.setHeader('location', how.location);
      return reply(how.status, how.body ?? '<html><body>trouble</body></html>');
    case 'hang':
      act(how.taken ?? false);
      return;
    case 'html':
      act(how.taken);
      return reply(200, '<!doctype html><html><body>Xin chào</body></html>');
    case 'half-body': {
      const text = JSON.stringify(act(how.taken) ?? { data: { message_id: 'never' }, error: 0 });
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
      res.write(text.slice(0, text.length >> 1), () => res.destroy());
      return;
    }
    case 'drop':
      act(how.taken);
      res.destroy();
      return;
  }
}

export function end(res: ServerResponse, status: number, body: unknown): void {
  const isText = typeof body === 'string';
  res.writeHead(status, {
    'content-type': isText ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
  });
  res.end(isText ? body : JSON.stringify(body));
}
