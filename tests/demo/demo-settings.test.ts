import { loadDemoConfig } from '../../src/config.ts';

test('a demo has a folder, a store and a key of its own', () => {
  const config = loadDemoConfig({ DATA_DIR: '/srv/cau-noi', PORT: '0', SECRET_KEY: 'ab'.repeat(32) });
  expect(config).toMatchObject({ demo: true, PORT: 0, DATA_DIR: '/srv/cau-noi/demo' });
  expect(config.STORE_URL).toBe('file:/srv/cau-noi/demo/demo.db');
  expect(config.SECRET_KEY).toBeUndefined();
});

test.each([
  [{ STORE_URL: 'file:./data/cau-noi.db' }, 'STORE_URL'],
  [{ STORE_URL: 'mongodb://127.0.0.1/x' }, 'STORE_URL'],
  [{ ZALO_OA_ID: '1' }, 'ZALO_OA_ID'],
  [{ ZALO_REFRESH_TOKEN: 'x' }, 'ZALO_REFRESH_TOKEN'],
  [{ BACKUP_DIR: '/srv/backups' }, 'BACKUP_DIR'],
  [{ DIALOGFLOW_PROJECT_ID: 'p' }, 'DIALOGFLOW_PROJECT_ID'],
])('with %j of a real house it is refused', (env, name) => {
  expect(() => loadDemoConfig(env)).toThrow(new RegExp(`--demo never runs .*${name}`));
});

test('an empty setting is none', () => {
  expect(loadDemoConfig({ STORE_URL: '', ZALO_OA_ID: '' }).demo).toBe(true);
});

test('a key file that other programs of Google use is left alone', () => {
  const { GOOGLE_APPLICATION_CREDENTIALS: key } = loadDemoConfig({
    GOOGLE_APPLICATION_CREDENTIALS: '/k.json',
  });
  expect(key).toBeUndefined();
});
