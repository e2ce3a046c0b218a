import { readFileSync } from 'node:fs';
import { channelsOff, envExample, loadConfig, settingsTable } from '../src/config.ts';
import { readEndpoint } from '../src/understanding/dialogflow/endpoint.ts';

const root = new URL('..', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');

test('.env.example is the schema', () => {
  expect(read('.env.example')).toBe(envExample());
});

test('README lists every setting with its meaning', () => {
  const readme = read('README.md');
  for (const { name, meaning } of settingsTable()) {
    expect(readme).toContain(`\`${name}\``);
    expect(readme).toContain(meaning);
  }
});

test('no settings at all are enough to start', () => {
  expect(loadConfig({})).toMatchObject({
    PORT: 3000,
    STORE_URL: 'file:./data/cau-noi.db',
    BURST_MS: 2500,
  });
  expect(channelsOff(loadConfig({}))).toEqual(['zalo-oa', 'messenger']);
});

test('a store that is not named lies in DATA_DIR, beside its key', () => {
  expect(loadConfig({ DATA_DIR: '/srv/cau-noi' }).STORE_URL).toBe('file:/srv/cau-noi/cau-noi.db');
  expect(loadConfig({ DATA_DIR: '/srv/cau-noi', STORE_URL: 'file:./x.db' }).STORE_URL).toBe('file:./x.db');
});

test('an empty value counts as absent, and what is not ours is left alone', () => {
  expect(loadConfig({ PORT: '', HOME: '/root' })).toMatchObject({ PORT: 3000 });
});

test.each([
  ['dialogflow.googleapis.com', 'dialogflow.googleapis.com', 443, null],
  [
    'https://asia-southeast1-dialogflow.googleapis.com/',
    'asia-southeast1-dialogflow.googleapis.com',
    443,
    'asia-southeast1',
  ],
  ['127.0.0.1:9000', '127.0.0.1', 9000, null],
  ['http://localhost:9000/', 'localhost', 9000, null],
])('%s is an endpoint of Dialogflow', (text, host, port, location) => {
  expect(loadConfig({ DIALOGFLOW_API_ENDPOINT: text }).DIALOGFLOW_API_ENDPOINT).toBe(text);
  expect(readEndpoint(text)).toMatchObject({ host, port, location });
});

test('an agent on this machine needs no key', () => {
  const settings = { DIALOGFLOW_PROJECT_ID: 'p', DIALOGFLOW_API_ENDPOINT: '127.0.0.1:9000' };
  expect(loadConfig(settings)).toMatchObject(settings);
});

test.each<[Record<string, string>, RegExp]>([
  [{ PORT: 'abc' }, /PORT/],
  [{ STORE_URL: 'postgres://x' }, /STORE_URL: must be file:<path> or mongodb/],
  [
    { ZALO_OA_ID: '1', ZALO_APP_ID: '2' },
    /zalo-oa are half filled; missing: ZALO_APP_SECRET, ZALO_OA_SECRET_KEY, ZALO_REFRESH_TOKEN/,
  ],
  [
    { MESSENGER_PAGE_ID: '1', MESSENGER_VERIFY_TOKEN: 'x' },
    /messenger are half filled; missing: MESSENGER_PAGE_TOKEN, MESSENGER_APP_SECRET/,
  ],
  [{ MESSENGER_GRAPH_VERSION: '25' }, /MESSENGER_GRAPH_VERSION: must look like v25.0/],
  [{ DIALOGFLOW_PROJECT_ID: 'p' }, /dialogflow are half filled; missing: GOOGLE_APPLICATION_CREDENTIALS/],
  [
    { GOOGLE_APPLICATION_CREDENTIALS: '/key.json' },
    /dialogflow are half filled; missing: DIALOGFLOW_PROJECT_ID/,
  ],
  ...[
    'evil.example.com',
    'evil-googleapis.com',
    'googleapis.com.example.com',
    'dialogflow.googleapis.com@example.com',
    'dialogflow.googleapis.com:8443',
    'http://dialogflow.googleapis.com',
    '127.0.0.1.example.com',
    '10.0.0.1:443',
  ].map((host): [Record<string, string>, RegExp] => [
    { DIALOGFLOW_API_ENDPOINT: host },
    /DIALOGFLOW_API_ENDPOINT: must be this machine or a host of googleapis\.com/,
  ]),
  [{ LOG_LEVEL: 'loud', BURST_MS: '-1' }, /LOG_LEVEL[\s\S]*BURST_MS|BURST_MS[\s\S]*LOG_LEVEL/],
])('wrong settings %j are named', (env, message) => {
  expect(() => loadConfig(env)).toThrow(message);
});
