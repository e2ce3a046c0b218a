import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, usage } from '../../../src/cli/intents.ts';
import { silentLog } from '../../../src/log.ts';
import { createSeal } from '../../../src/seal.ts';
import { createDialogflow, type Dialogflow } from '../../../src/understanding/dialogflow/dialogflow.ts';
import { readEndpoint } from '../../../src/understanding/dialogflow/endpoint.ts';
import { createFakeDialogflow, type FakeDialogflow } from '../../fakes/dialogflow.ts';
import type { AgentIntent } from '../../fakes/dialogflow-rules.ts';
import { createFakeWorld } from '../../fakes/fake-world.ts';

const project = join(import.meta.dirname, '../../..');
let root: string;
let fake: FakeDialogflow;
let engine: Dialogflow;
const world = createFakeWorld();

const FILES: Record<string, string[]> = {
  'late-wages': [
    'công ty nợ lương',
    'tháng này chưa có lương',
    'trễ lương hoài',
    'giam lương',
    'chưa trả lương',
  ],
  maternity: ['nghỉ sinh mấy tháng', 'thai sản', 'bầu', 'đẻ xong', 'sinh con'],
  'emergency-violence': ['nó cầm dao', 'đánh em', 'chém', 'bị đánh', 'cứu'],
};

const write = (name: string, phrases: readonly string[]) =>
  writeFileSync(
    join(root, 'intents', `${name}.yaml`),
    [
      '# What people say about this.',
      `name: ${name}`,
      `topic: ${name.startsWith('emergency') ? 'emergency' : name}`,
      `respond: { answer: ${name} } # served as it is`,
      'examples:',
      '  # said at the gate',
      ...phrases.map((phrase) => `  - ${phrase}`),
      '',
    ].join('\n'),
  );

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'intents-'));
  mkdirSync(join(root, 'intents'));
  for (const file of ['lexicon.yaml', 'danger.yaml'])
    cpSync(join(project, 'intents', file), join(root, 'intents', file));
  for (const [name, phrases] of Object.entries(FILES)) write(name, phrases);
  fake = await createFakeDialogflow();
  const endpoint = readEndpoint(fake.endpoint);
  if (!endpoint) throw new Error('the fake is not on this machine');
  engine = createDialogflow({
    access: { project: fake.project, endpoint, keyFile: null },
    intents: async () => new Map(),
    seal: async () => createSeal(Buffer.alloc(32, 7)),
    world,
    log: silentLog,
  });
});
afterEach(async () => {
  await engine.close();
  await fake.close();
  rmSync(root, { recursive: true });
});

/** The command, with a clock that goes on whenever it waits. */
async function intents(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { stdout: (line: string) => out.push(line), stderr: (line: string) => err.push(line), root };
  const running = run(args, io, {
    agent: (say) => engine.agent(say),
    now: () => new Date('2026-11-24T01:00:00Z'),
  });
  let isRunning = true;
  const ended = running.finally(() => {
    isRunning = false;
  });
  ended.catch(() => {});
  while (isRunning) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (world.timers().length > 0) await world.passToNext();
  }
  return { code: await ended, out, err };
}

const named = (name: string): AgentIntent => {
  const found = [...fake.intents.values()].find(({ displayName }) => displayName === name);
  if (!found) throw new Error(`the agent has no intent ${name}`);
  return found;
};
const phrasesOf = (name: string) =>
  named(name).trainingPhrases.map(({ parts }) => parts.map(({ text }) => text).join(''));
const add = (intent: Partial<AgentIntent> & { name: string; displayName: string }) =>
  fake.intents.set(intent.name, { action: '', trainingPhrases: [], ...intent });
const say = (text: string) => ({ parts: [{ text }] });
const fileOf = (name: string) => readFileSync(join(root, 'intents', `${name}.yaml`), 'utf8');

test('a push makes the intents, but none of emergencies, and trains', async () => {
  fake.slow(3);
  const { code, out, err } = await intents('push');
  expect({ code, out }).toEqual({
    code: 0,
    out: ['pushed: 2 created, 0 changed, 0 deleted, 0 as they were, 0 of others left alone; trained'],
  });
  expect(err).toEqual(
    expect.arrayContaining(['intents: 2 of 2', expect.stringMatching(/^training: \d+ s$/)]),
  );
  expect([...fake.intents.values()].map(({ displayName }) => displayName).sort()).toEqual([
    'late-wages',
    'maternity',
  ]);
  expect(phrasesOf('maternity')).toEqual(FILES.maternity);
  expect(fake.trainings()).toBe(1);
});

test('a second push changes nothing and does not train, unless that is asked for', async () => {
  await intents('push');
  expect((await intents('push')).out).toEqual([
    'pushed: 0 created, 0 changed, 0 deleted, 2 as they were, 0 of others left alone; nothing to train',
  ]);
  expect(fake.batches).toHaveLength(1);
  await intents('push', '--train');
  expect(fake.trainings()).toBe(2);
});

test('a dry run says what it would do and does nothing', async () => {
  await intents('push');
  write('maternity', [...(FILES.maternity ?? []), 'nghỉ đẻ']);
  rmSync(join(root, 'intents/late-wages.yaml'));
  const before = structuredClone(fake.intents);
  expect(await intents('push', '--dry-run')).toMatchObject({
    code: 0,
    out: [
      'change maternity (6 phrases)',
      'delete late-wages (5 phrases)',
      'would push: 0 created, 1 changed, 1 deleted, 0 as they were, 0 of others left alone',
    ],
  });
  expect(fake.intents).toEqual(before);
});

test('what is changed here is changed there; what others set on the intent stays; what is gone here goes there', async () => {
  await intents('push');
  const { name } = named('maternity');
  add({ ...named('maternity'), name, more: 'a webhook that people switched on' });
  write('maternity', ['nghỉ đẻ', 'thai sản', 'bầu', 'đẻ xong', 'sinh con']);
  rmSync(join(root, 'intents/late-wages.yaml'));
  expect((await intents('push')).code).toBe(0);
  expect(fake.intents.size).toBe(1);
  expect(named('maternity')).toMatchObject({ name, more: 'a webhook that people switched on' });
  expect(phrasesOf('maternity').sort()).toEqual(['bầu', 'nghỉ đẻ', 'sinh con', 'thai sản', 'đẻ xong'].sort());
  expect(fake.batches.at(-1)).toEqual({ created: 0, changed: 1, mask: ['training_phrases', 'action'] });
});

test('intents of others are left alone, and one that has our name stops the push', async () => {
  add({
    name: 'projects/du-an-vi-du/agent/intents/w',
    displayName: 'Default Welcome Intent',
    action: 'input.welcome',
  });
  expect((await intents('push')).out[0]).toMatch(/1 of others left alone/);
  fake.intents.delete(named('maternity').name);
  add({
    name: 'projects/du-an-vi-du/agent/intents/m',
    displayName: 'maternity',
    trainingPhrases: [say('của người khác')],
  });
  const { code, err } = await intents('push');
  expect({ code, err }).toEqual({
    code: 1,
    err: [expect.stringMatching(/rename or delete them there: maternity$/)],
  });
  expect(phrasesOf('maternity')).toEqual(['của người khác']);
});

test('phrases that people added there are kept and told of, until --overwrite', async () => {
  await intents('push');
  named('maternity').trainingPhrases.push({
    parts: [{ text: 'nghỉ ' }, { text: 'thai kỳ', entityType: '@ky' }],
  });
  write('maternity', [...(FILES.maternity ?? []), 'nghỉ đẻ']);
  const { code, err } = await intents('push');
  expect({ code, told: err[0] }).toEqual({
    code: 0,
    told: expect.stringMatching(/^people added phrases in the agent: maternity \(1\)/),
  });
  expect(phrasesOf('maternity')).toContain('nghỉ đẻ');
  // With the marks that people put on it.
  expect(named('maternity').trainingPhrases).toContainEqual(
    expect.objectContaining({ parts: [expect.anything(), expect.objectContaining({ entityType: '@ky' })] }),
  );
  expect((await intents('push')).out[0]).toMatch(/0 changed.*nothing to train$/);
  await intents('push', '--overwrite');
  expect(phrasesOf('maternity').sort()).toEqual([...(FILES.maternity ?? []), 'nghỉ đẻ'].sort());
});

test('an intent that is gone here and has phrases of people there stays', async () => {
  await intents('push');
  named('late-wages').trainingPhrases.push(say('chưa thấy tiền'));
  rmSync(join(root, 'intents/late-wages.yaml'));
  await intents('push');
  expect(phrasesOf('late-wages')).toContain('chưa thấy tiền');
  await intents('push', '--overwrite');
  expect(fake.intents.size).toBe(1);
});

test('a quota that is used up is waited for', async () => {
  fake.misbehave('list', 'quota', 3);
  fake.misbehave('update', 'quota', 2);
  fake.misbehave('train', 'quota', 1);
  fake.misbehave('operation', 'unavailable', 1);
  fake.slow(1);
  const { code, err } = await intents('push');
  expect(code).toBe(0);
  expect(err.slice(0, 3)).toEqual(['1', '2', '4'].map((s) => `Dialogflow: quota; again in ${s} s`));
  expect(fake.intents.size).toBe(2);
});

test('a quota that stays used up is a failure that is explained', async () => {
  fake.misbehave('list', 'quota');
  await expect(intents('push')).rejects.toThrow(/^Dialogflow quota is used up/);
});

test.each([
  ['denied', /^Dialogflow refuses us: look at the key/],
  ['unauthenticated', /^Dialogflow refuses us/],
] as const)('%s is told at once', async (how, message) => {
  fake.misbehave('list', how);
  await expect(intents('push')).rejects.toThrow(message);
  expect(fake.calls('list')).toBe(1);
});

test('a change whose answer was lost is not made twice', async () => {
  fake.misbehave('update', 'lost', 1);
  expect((await intents('push')).code).toBe(0);
  expect(fake.calls('update')).toBe(1);
  expect(fake.intents.size).toBe(2);
});

test('a batch that was done by half is completed', async () => {
  fake.halve();
  expect((await intents('push')).code).toBe(0);
  expect(fake.batches.map(({ created }) => created)).toEqual([1, 1]);
});

test('an agent that never takes all of it: exit 1, and it is not trained', async () => {
  fake.misbehave('update', 'unavailable');
  const { code, err } = await intents('push');
  expect(code).toBe(1);
  expect(err.at(-1)).toMatch(/^the agent did not take everything; push again\. Still to do: 2 created/);
  expect(fake.trainings()).toBe(0);
});

test('a training that fails is told, with what Google says', async () => {
  fake.failTraining('too few phrases');
  await expect(intents('push')).rejects.toThrow('Dialogflow: training failed: too few phrases');
  expect((await intents('push', '--train')).out[0]).toMatch(/0 changed.*; trained$/);
});

test('an operation that never ends is given up after a quarter of an hour', async () => {
  fake.slow(Number.POSITIVE_INFINITY);
  await expect(intents('push')).rejects.toThrow(/not finished after 900 s/);
});

test('many and long phrases go in several requests, the too long ones not at all', async () => {
  for (let n = 0; n < 60; n++)
    write(
      `topic-${n}`,
      Array.from({ length: 5 }, (_, i) => `câu hỏi ${n} ${i}`),
    );
  write('late-wages', [...(FILES['late-wages'] ?? []), 'dài '.repeat(200).trim()]);
  const { code, err } = await intents('push');
  expect(code).toBe(0);
  expect(fake.batches.map(({ created }) => created)).toEqual([50, 12]);
  expect(err).toContain('too long for Dialogflow, left out: late-wages (1)');
});

test('more phrases than an intent may have stop the push', async () => {
  write(
    'late-wages',
    Array.from({ length: 2001 }, (_, n) => `câu ${n}`),
  );
  await expect(intents('push')).rejects.toThrow(
    'late-wages has 2001 phrases; Dialogflow takes 2000 an intent',
  );
  expect(fake.calls('update')).toBe(0);
});

test('something wrong in intents/ stops both, before anything is deleted', async () => {
  await intents('push');
  writeFileSync(join(root, 'intents/maternity.yaml'), 'name: maternity\n');
  for (const does of ['push', 'pull']) expect((await intents(does)).code).toBe(1);
  expect(fake.intents.size).toBe(2);
});

test('a pull writes new phrases for review, keeps comments and order, masks numbers, and deletes nothing', async () => {
  await intents('push');
  const there = named('maternity');
  there.trainingPhrases = [
    say('nghỉ thai kỳ: bao lâu?'),
    say('gọi 0912345678 hỏi thai sản'),
    ...there.trainingPhrases.slice(1),
  ];
  const before = fileOf('maternity');
  expect(await intents('pull', '--dry-run')).toEqual({
    code: 0,
    out: [
      'maternity: only here: nghỉ sinh mấy tháng',
      'maternity: only in the agent: nghỉ thai kỳ: bao lâu?',
      'maternity: only in the agent: gọi [số] hỏi thai sản',
      'would pull: 2 phrases of 1 intents',
    ],
    err: [],
  });
  expect(fileOf('maternity')).toBe(before);
  expect((await intents('pull')).out.at(-1)).toBe(
    'pulled: 2 phrases of 1 intents; review them, then: intents check',
  );
  const added =
    '  # from Dialogflow, 2026-11-24: to be reviewed\n  - "nghỉ thai kỳ: bao lâu?"\n  - gọi [số] hỏi thai sản\n';
  expect(fileOf('maternity')).toBe(before + added);
  expect((await intents('pull')).out.at(-1)).toBe('pulled: the agent has no phrases that are not here');
});

test('a phrase that was taken out here and not pushed yet is not brought back', async () => {
  await intents('push');
  write('maternity', (FILES.maternity ?? []).slice(1).concat('nghỉ đẻ'));
  const before = fileOf('maternity');
  await intents('pull');
  expect(fileOf('maternity')).toBe(before);
});

test('a pull tells of intents that only one side has', async () => {
  await intents('push');
  add({ name: 'projects/du-an-vi-du/agent/intents/w', displayName: 'Default Welcome Intent' });
  rmSync(join(root, 'intents/late-wages.yaml'));
  write('pension', FILES.maternity ?? []);
  expect((await intents('pull')).out).toEqual([
    'pension: only here; push creates it',
    'late-wages: only in the agent; push deletes it',
    'Default Welcome Intent: of others, left alone',
    'pulled: the agent has no phrases that are not here',
  ]);
});

test('the question of doctor is harmless, and its answer is none of ours to judge', async () => {
  await engine.probe();
  expect(fake.asked.map(({ text }) => text)).toEqual(['xin chào']);
  fake.misbehave('detect', 'denied');
  await expect(engine.probe()).rejects.toThrow(/look at the key, the roles of its account/);
});

test.each([
  [['push', 'x']],
  [['push', '--data', 'x']],
  [['pull', '--overwrite']],
  [['pull', '--no-such']],
  [['sync']],
  [[]],
])('%j is wrong usage', async (args) => {
  expect(await intents(...args)).toEqual({ code: 2, out: [], err: [usage] });
});

test('without settings it says which are missing', async () => {
  const err: string[] = [];
  const io = { stdout: () => {}, stderr: (line: string) => err.push(line), root };
  expect(await run(['push'], io, { agent: async () => null, now: () => new Date() })).toBe(1);
  expect(err[0]).toMatch(/DIALOGFLOW_PROJECT_ID/);
});
