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

const TIMESTAMP = /"timestamp"\s*:\s*"?(\d{1,20})/g;
const MOST_TIMESTAMPS = 16;

/**
 * Whether some account of ours may have been sent exactly these bytes, found out by one pass over them and without parsing: JSON of a
 * megabyte can be built to keep a parser busy for a second, and anybody may send it.
 */
export function mayBeSigned(signature: Buffer, body: Buffer, accounts: readonly ZaloAccount[]): boolean {
  const found = [...body.toString('latin1').matchAll(TIMESTAMP)].map((match) => match[1] ?? '');
  const timestamps = [...new Set(found)].slice(0, MOST_TIMESTAMPS);
  return [...new Set(accounts.map(({ appId }) => appId))].some((appId) => {
    const begun = createHash('sha256').update(appId).update(body);
    const mac = (timestamp: string, secret: string) => begun.copy().update(timestamp).update(secret).digest();
    return timestamps.some((timestamp) =>
      accounts.some(({ oaSecretKey }) => timingSafeEqual(signature, mac(timestamp, oaSecretKey))),
    );
  });
}

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
  const rewritten = writtenAnew(event);
  const variants: [string, Signed][] = [
    ['', signed],
    [', with the OA id in place of the app id', { ...signed, appId: oaId }],
    [
      ', over the body written anew: something on the way rewrites bodies',
      { ...signed, body: rewritten ?? signed.body },
    ],
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

/** Null when it is nested too deeply to be written, which no event is. */
function writtenAnew(event: unknown): Buffer | null {
  try {
    return Buffer.from(JSON.stringify(event));
  } catch {
    return null;
  }
}
