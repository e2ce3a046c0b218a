import { createHash, timingSafeEqual } from 'node:crypto';
import type { ZaloAccount } from './zalo-account.ts';

/** What of a request is signed: `sha256(app_id + raw bytes + timestamp + secret)`, a plain hash and no HMAC. */
export type Signed = { appId: string; body: Buffer; timestamp: string };

const HEADER = /^\s*(?:mac\s*=\s*)?([0-9a-f]{64})\s*$/i;

export const macOf = ({ appId, body, timestamp }: Signed, secret: string): Buffer =>
  createHash('sha256').update(appId).update(body).update(timestamp).update(secret).digest();

/** The header's hash; null when there is none or it is no hash. Zalo writes `mac=<hex>`, some set-ups send bare hex. */
export function readSignature(header: string | undefined): Buffer | null {
  const hex = header?.match(HEADER)?.[1];
  return hex === undefined ? null : Buffer.from(hex, 'hex');
}

export const isSignedWith = (signature: Buffer, signed: Signed, secret: string): boolean =>
  timingSafeEqual(signature, macOf(signed, secret));

/**
 * What would have made a refused signature right, for the operator's log: a secret in the wrong setting and a proxy that rewrites bodies
 * look the same from outside. Names settings, never their values.
 */
export function signatureHint(
  signature: Buffer,
  signed: Signed,
  about: {
    accounts: readonly ZaloAccount[];
    oaId: string;
    event: unknown;
    headerTimestamp: string | undefined;
  },
): string {
  const { accounts, oaId, event, headerTimestamp } = about;
  const rewritten = Buffer.from(JSON.stringify(event));
  const variants: [string, Signed][] = [
    ['', signed],
    [', with the OA id in place of the app id', { ...signed, appId: oaId }],
    [', over the body written anew: something on the way rewrites bodies', { ...signed, body: rewritten }],
    [', with the header X-ZEvent-Timestamp', { ...signed, timestamp: headerTimestamp ?? '' }],
  ];
  const secrets = accounts.flatMap((account): [string, string][] => [
    [`ZALO_OA_SECRET_KEY of OA ${account.oaId}`, account.oaSecretKey],
    [`ZALO_APP_SECRET of OA ${account.oaId}`, account.appSecret],
  ]);
  for (const [how, variant] of variants)
    for (const [name, secret] of secrets)
      if (isSignedWith(signature, variant, secret)) return `it would match ${name}${how}`;
  return 'it matches none of our secrets';
}
