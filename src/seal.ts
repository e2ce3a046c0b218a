import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from './errors.ts';

/** Seals what must not be readable in the store: AES-256-GCM under a subkey per purpose (HKDF-SHA-256, RFC 5869). */
export type Seal = {
  /** `v1.<iv>.<tag>.<ciphertext>`, base64url. */
  seal(purpose: string, text: string): string;
  /** Throws `AppError('invalid')` when it was sealed with another key or purpose, or was changed. */
  open(purpose: string, sealed: string): string;
  /** Keyed look-up value of a text that must not be stored itself: HMAC-SHA-256, base64url. */
  lookup(purpose: string, text: string): string;
  /** Tells two keys apart without saying anything about them. */
  fingerprint: string;
  /** 32 bytes for a use of its own (the permutation of case codes). */
  subkey(purpose: string): Buffer;
};

/** `key`: 32 bytes. */
export function createSeal(key: Buffer): Seal {
  if (key.length !== 32) throw new AppError('invalid', 'SECRET_KEY must be 32 bytes in base64 or hex');
  const subkeys = new Map<string, Buffer>();
  function subkey(purpose: string): Buffer {
    const known = subkeys.get(purpose);
    if (known) return known;
    const made = Buffer.from(hkdfSync('sha256', key, 'cau-noi', `v1:${purpose}`, 32));
    subkeys.set(purpose, made);
    return made;
  }
  function seal(purpose: string, text: string): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', subkey(purpose), iv);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return ['v1', ...[iv, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))].join('.');
  }
  function open(purpose: string, sealed: string): string {
    const [version, iv, tag, body] = sealed.split('.');
    if (version !== 'v1' || !iv || !tag || body === undefined)
      throw new AppError('invalid', `not a sealed ${purpose}`);
    try {
      const decipher = createDecipheriv('aes-256-gcm', subkey(purpose), Buffer.from(iv, 'base64url'));
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString(
        'utf8',
      );
    } catch (cause) {
      throw new AppError('invalid', `this ${purpose} was sealed with another key, or was changed`, { cause });
    }
  }
  return {
    seal,
    open,
    lookup: (purpose, text) => createHmac('sha256', subkey(purpose)).update(text).digest('base64url'),
    fingerprint: createHash('sha256').update(subkey('fingerprint')).digest('hex').slice(0, 16),
    subkey,
  };
}
