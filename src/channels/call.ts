import type { World } from '../world.ts';

export const CALL_TIMEOUT_MS = 8_000;
const LONGEST_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

export type CallRequest = {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** Gives the call up besides its own time-out. */
  signal?: AbortSignal;
};

/** How one HTTP call ended, as far as it tells whether the other side may have acted on it. */
export type CallOutcome =
  /** `json` is undefined when the body is none, was cut off, or is not JSON. */
  | { is: 'answered'; status: number; json: unknown; retryAfterMs: number | null }
  /** Nothing left this machine. */
  | { is: 'not sent'; reason: string }
  /** It left, and what became of it is not known. */
  | { is: 'no answer'; reason: string };

/** One call, 8 s at most by the world's clock. Never throws, follows no redirect (a POST would come out as a GET). */
export async function call(world: World, request: CallRequest): Promise<CallOutcome> {
  const { method, url, headers, body, signal } = request;
  if (signal?.aborted) return { is: 'not sent', reason: 'given up before it began' };
  const timeout = new AbortController();
  const cancel = world.after(CALL_TIMEOUT_MS, () => timeout.abort());
  const stop = signal ? AbortSignal.any([timeout.signal, signal]) : timeout.signal;
  try {
    const response = await world.fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal: stop,
      ...(body === undefined ? {} : { body }),
    });
    const retryAfterMs = readRetryAfter(response.headers.get('retry-after'), world.now());
    return { is: 'answered', status: response.status, json: await readBody(response), retryAfterMs };
  } catch (error) {
    if (stop.aborted) return { is: 'no answer', reason: 'no answer in time' };
    return { is: hasLeft(error) ? 'no answer' : 'not sent', reason: codesOf(error).join(', ') || 'unknown' };
  } finally {
    cancel();
  }
}

async function readBody(response: Response): Promise<unknown> {
  try {
    return JSON.parse(await response.text());
  } catch {
    return undefined;
  }
}

/** Seconds or an HTTP date; milliseconds from `now`. */
export function readRetryAfter(header: string | null, now: Date): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now.getTime();
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), LONGEST_RETRY_AFTER_MS);
}

// Names not found, connections never made, certificates not believed: the request itself was not written.
const BEFORE_SENDING =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EACCES|UND_ERR_CONNECT_TIMEOUT|ERR_INVALID_URL|ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** Whether the request may have reached the other side. A reset says nothing about when, so it may. */
function hasLeft(error: unknown): boolean {
  const codes = codesOf(error);
  return codes.length === 0 || !codes.every((code) => BEFORE_SENDING.test(code));
}

/** The system's codes behind a failed fetch: of its cause, or of each address that was tried. */
function codesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { errors, cause, code, syscall } = error as FetchError;
  if (Array.isArray(errors) && errors.length > 0) return errors.flatMap(codesOf);
  if (cause !== undefined) return codesOf(cause);
  if (typeof code !== 'string') return [];
  return [syscall === 'connect' && code === 'ETIMEDOUT' ? 'UND_ERR_CONNECT_TIMEOUT' : code];
}

// Not by instanceof: these errors are made by Node itself, which need not share our globals.
type FetchError = { errors?: unknown; cause?: unknown; code?: unknown; syscall?: unknown };
