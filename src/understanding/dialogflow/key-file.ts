import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../errors.ts';

const keyFile = z.object({
  type: z.literal('service_account'),
  client_email: z.string().min(3),
  private_key: z.string().min(1),
});

export type ServiceKey = Pick<z.infer<typeof keyFile>, 'client_email' | 'private_key'>;

/**
 * The service account's key. Read here and not by Google's library, which ends the process when the file is missing or broken.
 * Throws an error that names the file and what is wrong with it, and never shows what stands in it.
 */
export async function readKeyFile(path: string): Promise<ServiceKey> {
  const wrong = (what: string) =>
    new AppError('invalid', `the key file of Dialogflow (GOOGLE_APPLICATION_CREDENTIALS=${path}) ${what}`);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw wrong(`cannot be read: ${error.code ?? error.name}`);
  });
  const parsed = keyFile.safeParse(jsonOf(text));
  if (!parsed.success) throw wrong('is no key of a service account');
  const { client_email, private_key } = parsed.data;
  if (!isPrivateKey(private_key)) throw wrong('holds a private key that cannot be used');
  return { client_email, private_key };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Anything that is not JSON is not a key either; the schema says so.
    return null;
  }
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).type === 'private';
  } catch {
    // The only thing this asks.
    return false;
  }
}
