import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../../src/app.ts';
import { commands } from '../../../src/cli/commands.ts';
import { loadConfig } from '../../../src/config.ts';
import type { Learned } from '../../../src/learn.ts';
import { silentLog } from '../../../src/log.ts';
import { createFakeDialogflow, type FakeDialogflow } from '../../fakes/dialogflow.ts';
import { createFakeWorld } from '../../fakes/fake-world.ts';

let folder: string;
let fake: FakeDialogflow;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  fake = await createFakeDialogflow();
});
afterEach(async () => {
  await fake.close();
  rmSync(folder, { recursive: true });
});

/** What `doctor` says of Dialogflow; the rest of this installation is not looked at here. */
async function doctorSays(settings: Record<string, string>): Promise<string[]> {
  const config = loadConfig({ DATA_DIR: folder, STORE_URL: `file:${folder}/store.db`, ...settings });
  const learned = { knowledge: { intents: new Map(), content: { version: '1' } } } as unknown as Learned;
  const app = createApp({ config, root: folder, world: createFakeWorld(), log: silentLog, learned });
  const out: string[] = [];
  const io = {
    stdout: (line: string) => out.push(line),
    stderr: () => {},
    stdin: (async function* () {})(),
    isTerminal: false,
    root: folder,
  };
  const doctor = await commands.find(({ name }) => name === 'doctor')?.load();
  await doctor?.run([], { io, app, stopped: new Promise(() => {}), storeIsChosen: false });
  await app.close();
  return out.filter((line) => line.includes(' dialogflow: '));
}

test('off', async () => {
  expect(await doctorSays({})).toEqual([
    '· dialogflow: off: its settings are absent; the embedded engine answers',
  ]);
});

test('a key file that is missing', async () => {
  const path = join(folder, 'key.json');
  expect(await doctorSays({ DIALOGFLOW_PROJECT_ID: 'p', GOOGLE_APPLICATION_CREDENTIALS: path })).toEqual([
    `✗ dialogflow: the key file of Dialogflow (GOOGLE_APPLICATION_CREDENTIALS=${path}) cannot be read: ENOENT`,
  ]);
});

test('it answers', async () => {
  const { project, endpoint } = fake;
  expect(await doctorSays({ DIALOGFLOW_PROJECT_ID: project, DIALOGFLOW_API_ENDPOINT: endpoint })).toEqual([
    '✓ dialogflow: project du-an-vi-du answers',
  ]);
});

test.each([
  ['denied', 'Dialogflow refuses us: look at the key, the roles of its account'],
  ['quota', 'Dialogflow quota is used up'],
  ['unavailable', 'Dialogflow cannot be reached'],
] as const)('%s', async (how, what) => {
  fake.misbehave('detect', how);
  const { project, endpoint } = fake;
  const [line] = await doctorSays({ DIALOGFLOW_PROJECT_ID: project, DIALOGFLOW_API_ENDPOINT: endpoint });
  expect(line).toContain(`✗ dialogflow: ${what}`);
});
