import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

// What every authenticator understands: SHA-1, 6 digits, 30 seconds (RFC 6238).
const PERIOD_S = 30;
const SECRET_BYTES = 20;
const ISSUER = 'Cầu Nối';
/** A phone's clock may be one step before or behind ours. */
const WINDOW = 1;

const keyOf = (secret: string, login = '') =>
  new TOTP({
    issuer: ISSUER,
    label: login,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_S,
  });

/** A new secret, in base32 as people type it into a phone. */
export const newSecret = (): string =>
  new Secret({ buffer: new Uint8Array(randomBytes(SECRET_BYTES)).buffer }).base32;

/** What the QR code says. */
export const keyAddress = (secret: string, login: string): string => keyOf(secret, login).toString();

/** The step this code belongs to, at most one from now; null when it is none. */
export function stepOf(secret: string, code: string, at: Date): number | null {
  const timestamp = at.getTime();
  const delta = keyOf(secret).validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_S) + delta;
}

const CODES = 10;
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const CODE_LETTERS = 10;

/** Ten codes for a day without the phone: each of about 50 bits, without letters that are taken for another. */
export const newRecoveryCodes = (): string[] => Array.from({ length: CODES }, newRecoveryCode);

function newRecoveryCode(): string {
  const letters = Array.from({ length: CODE_LETTERS }, letter).join('');
  return `${letters.slice(0, CODE_LETTERS / 2)}-${letters.slice(CODE_LETTERS / 2)}`;
}

/** Every letter is as likely as another: bytes beyond the last whole round are thrown again. */
function letter(): string {
  for (;;) {
    const [byte = 255] = randomBytes(1);
    if (byte < 256 - (256 % LETTERS.length)) return LETTERS.charAt(byte % LETTERS.length);
  }
}

/** What was typed, as one of both kinds; spaces, dashes and capitals do not matter. */
export function readCode(typed: string): { kind: 'phone' | 'recovery'; code: string } | null {
  const plain = typed.toLowerCase().replace(/[\s-]/g, '');
  if (/^\d{6}$/.test(plain)) return { kind: 'phone', code: plain };
  if (!/^[a-z0-9]{10}$/.test(plain)) return null;
  return { kind: 'recovery', code: `${plain.slice(0, 5)}-${plain.slice(5)}` };
}
