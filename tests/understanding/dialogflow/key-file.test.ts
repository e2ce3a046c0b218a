import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readKeyFile } from '../../../src/understanding/dialogflow/key-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'key-'));
const path = join(folder, 'key.json');
afterAll(() => rmSync(folder, { recursive: true }));

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const KEY = { type: 'service_account', client_email: 'vi-du@du-an.example.com', private_key: privateKey };

test('a service account is read', async () => {
  writeFileSync(path, JSON.stringify(KEY));
  const { client_email, private_key } = KEY;
  expect(await readKeyFile(path)).toEqual({ client_email, private_key });
});

test.each([
  ['is no JSON', '{"type":"service_account"', /is no key of a service account$/],
  [
    'is somebody’s login',
    JSON.stringify({ ...KEY, type: 'authorized_user' }),
    /is no key of a service account$/,
  ],
  ['has no key', JSON.stringify({ ...KEY, private_key: undefined }), /is no key of a service account$/],
  [
    'has half a key',
    JSON.stringify({ ...KEY, private_key: privateKey.slice(0, 300) }),
    /holds a private key that cannot be used$/,
  ],
  ['is empty', '', /is no key of a service account$/],
])('a file that %s is refused, and nothing in it is shown', async (_, text, message) => {
  writeFileSync(path, text);
  const error: Error = await readKeyFile(path).then(
    () => new Error('it was taken'),
    (refused) => refused,
  );
  expect(error.message).toMatch(message);
  expect(error.message).toContain(path);
  expect(error.message).not.toContain(privateKey.slice(40, 80));
});

test('a file that is not there, and one that is a folder', async () => {
  await expect(readKeyFile(join(folder, 'none.json'))).rejects.toThrow(/cannot be read: ENOENT/);
  await expect(readKeyFile(folder)).rejects.toThrow(/cannot be read: EISDIR/);
});
