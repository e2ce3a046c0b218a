import { createHmac, timingSafeEqual } from 'node:crypto';
import type { MessengerAccount } from './messenger-account.ts';

const HEADER = /^\s*sha256=([0-9a-f]{64})\s*$/i;

/** The hash of `X-Hub-Signature-256`; null when there is none. The older SHA-1 header is not believed. */
export function readSignature(header: string | undefined): Buffer | null {
  const hex = header?.match(HEADER)?.[1];
  return hex === undefined ? null : Buffer.from(hex, 'hex');
}

/** Meta signs the very bytes, in which letters beyond ASCII stand as escapes. */
export const isSignedWith = (signature: Buffer, body: Buffer, secret: string): boolean =>
  timingSafeEqual(signature, createHmac('sha256', secret).update(body).digest());

/**
 * What would have made a refused signature right, for the operator's log: a secret in the wrong setting and a proxy that rewrites bodies
 * look the same from outside. Names settings, never their values.
 */
export function signatureHint(
  signature: Buffer,
  body: Buffer,
  accounts: readonly MessengerAccount[],
): string {
  const secrets = accounts.flatMap((account): [string, string][] => [
    [`MESSENGER_APP_SECRET of page ${account.pageId}`, account.appSecret],
    [`MESSENGER_VERIFY_TOKEN of page ${account.pageId}`, account.verifyToken],
    [`MESSENGER_PAGE_TOKEN of page ${account.pageId}`, account.pageToken],
  ]);
  const bodies: [string, Buffer][] = [
    ['', body],
    [', over the body with its letters escaped: something on the way rewrites bodies', asEscaped(body)],
  ];
  for (const [how, bytes] of bodies)
    for (const [name, secret] of secrets)
      if (isSignedWith(signature, bytes, secret)) return `it would match ${name}${how}`;
  return 'it matches none of our secrets';
}

const asEscaped = (body: Buffer): Buffer =>
  Buffer.from(
    body
      .toString('utf8')
      .replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .replaceAll(/(?<!\\)\//g, '\\/'),
  );
