import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { AppError } from '../errors.ts';

/** How dear one guess is. N · r · 128 bytes of memory for each hash that is being made. */
export type ScryptCost = { N: number; r: number; p: number };

/** One of the settings that OWASP names as the least: 32 MiB and about a quarter of a second. */
export const COST: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };

export type Passwords = {
  /** `scrypt$N$r$p$salt$hash`: the cost stands with the hash, so that it can grow. */
  hash(password: string): Promise<string>;
  /** As slow without a hash as with one, so that time does not tell which logins there are. */
  isRight(password: string, stored: string | null): Promise<boolean>;
  /** Made at another cost than today's: to be made anew when the password is at hand. */
  isOutdated(stored: string): boolean;
};

const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** What scrypt needs beyond its table. */
const MORE_BYTES = 1024 * 1024;
/** More would take all threads of the pool, and with them the files and the embedded store. */
const AT_ONCE = 2;

export function createPasswords(cost: ScryptCost = COST): Passwords {
  const queue = createQueue(AT_ONCE);
  const keyOf = (password: string, salt: Buffer, { N, r, p }: ScryptCost) =>
    queue(() => derive(normal(password), salt, { N, r, p, maxmem: 256 * N * r + MORE_BYTES }));

  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      const key = await keyOf(password, salt, cost);
      const { N, r, p } = cost;
      return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
    },

    async isRight(password, stored) {
      const made = stored === null ? null : parse(stored);
      const key = await keyOf(password, made?.salt ?? Buffer.alloc(SALT_BYTES), made?.cost ?? cost);
      return made !== null && timingSafeEqual(key, made.key);
    },

    isOutdated(stored) {
      const made = parse(stored).cost;
      return made.N !== cost.N || made.r !== cost.r || made.p !== cost.p;
    },
  };
}

/** Keyboards write ế as one letter or as three marks; it is one password. */
const normal = (password: string): string => password.normalize('NFKC');

function parse(stored: string): { cost: ScryptCost; salt: Buffer; key: Buffer } {
  const [scheme, N, r, p, salt, key] = stored.split('$');
  if (scheme !== 'scrypt' || !salt || !key) throw new AppError('invalid', 'not the hash of a password');
  return {
    cost: { N: Number(N), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  };
}

const derive = (password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });

/** Runs at most `width` of them at once, the others in their order. */
function createQueue(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= width) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
