import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, usage } from '../../src/cli/intents.ts';
import { loadIntents } from '../../src/understanding/load-intents.ts';

const project = join(import.meta.dirname, '../..');
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'intents-'));
  cpSync(join(project, 'intents'), join(root, 'intents'), { recursive: true });
  mkdirSync(join(root, 'content'));
  cpSync(join(project, 'content/topics.yaml'), join(root, 'content/topics.yaml'));
});
afterEach(() => rmSync(root, { recursive: true }));

async function intents(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { stdout: (line: string) => out.push(line), stderr: (line: string) => err.push(line), root };
  return { code: await run(args, io, NO_AGENT), out, err };
}

/** These tests know no Dialogflow. */
const NO_AGENT = { agent: async () => null, now: () => new Date() };

function edit(file: string, change: (text: string) => string): void {
  const path = join(root, 'intents', file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

const addPhrase = (file: string, phrase: string) =>
  edit(file, (text) => `${text.trimEnd()}\n  - ${phrase}\n`);

test('our own intents are in order', async () => {
  expect(await intents('check')).toEqual({
    code: 0,
    out: [expect.stringMatching(/^intents are in order: \d+ intents, \d+ phrases$/)],
    err: [],
  });
});

test.each([
  [
    'a phrase twice in an intent',
    () => addPhrase('late-wages.yaml', 'CÔNG TY nợ lương 2 tháng, chưa trả!!'),
    /^intents\/late-wages\.yaml:\d+ ".*" is the same as line 5$/,
  ],
  [
    'a phrase in two intents, however it is typed',
    () => addPhrase('overtime-pay.yaml', 'cong ty no luong 2 thang chua tra'),
    /^intents\/overtime-pay\.yaml:\d+ ".*" is the same as intents\/late-wages\.yaml:5$/,
  ],
  [
    'a topic that does not exist',
    () => edit('strike.yaml', (text) => text.replace('topic: strike', 'topic: strikes')),
    /^intents\/strike\.yaml:2 there is no topic "strikes"$/,
  ],
  [
    'an act that does not exist',
    () => edit('canteen-meal.yaml', (text) => text.replace('hand-over', 'hand-off')),
    /^intents\/canteen-meal\.yaml:3 there is no act "hand-off"; acts are /,
  ],
  [
    'too few phrases',
    () => edit('strike.yaml', (text) => text.split('\n').slice(0, 14).join('\n')),
    /^intents\/strike\.yaml:4 10 phrases are too few/,
  ],
  [
    'a file that is not named after its intent',
    () => edit('strike.yaml', (text) => text.replace('name: strike', 'name: stoppage')),
    /^intents\/strike\.yaml:1 the name is stoppage/,
  ],
  [
    'a topic nobody asks for',
    () => rmSync(join(root, 'intents/pension.yaml')),
    /no intent has the topic "pension"$/,
  ],
  [
    'a key that the schema does not know',
    () => edit('strike.yaml', (text) => `${text}phrases: []\n`),
    /^intents\/strike\.yaml:\d+ .*phrases/,
  ],
  [
    'broken YAML',
    () => edit('strike.yaml', (text) => text.replace('examples:', 'examples: [')),
    /^intents\/strike\.yaml:\d+ /,
  ],
  [
    'a pattern of danger with an open bracket',
    () => edit('danger.yaml', (text) => text.replace('- tai nạn\n', '- (tai nạn\n')),
    /^intents\/danger\.yaml:\d+ .*brackets must be balanced/,
  ],
  [
    'a table that the lexicon does not have',
    () => edit('lexicon.yaml', (text) => `${text}slang: {}\n`),
    /^intents\/lexicon\.yaml:\d+ .*slang/,
  ],
])('check refuses %s, with file and line', async (_, spoil, message) => {
  spoil();
  const { code, err, out } = await intents('check');
  expect(code).toBe(1);
  expect(err).toContainEqual(expect.stringMatching(message));
  expect(out).toEqual([expect.stringMatching(/^\d+ problems in /)]);
});

test('a phrase that repeats a question it will be judged by is refused', async () => {
  const data = join(root, 'data');
  mkdirSync(data);
  const lines = [
    { text: 'Em làm ở vườn hoa lan thì phép tính sao?' },
    { law: 'x', article: '1', text: 'Luật' },
    { other: 1 },
  ];
  writeFileSync(join(data, 'questions.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
  addPhrase('annual-leave.yaml', 'lam o vuon hoa lan thi phep tinh sao');
  const { code, err } = await intents('check', '--data', data);
  expect(code).toBe(1);
  expect(err).toEqual([
    expect.stringMatching(/^intents\/annual-leave\.yaml:\d+ .* is too near to the question/),
  ]);
});

test.each([[[]], [['evaluate2']], [['check', 'twice']], [['check', '--fast']]])(
  'wrong usage %j exits 2',
  async (args) => {
    expect(await intents(...args)).toEqual({ code: 2, out: [], err: [usage] });
  },
);

test('--help says how it is used', async () => {
  expect(await intents('--help')).toEqual({ code: 0, out: [usage], err: [] });
});

test('a folder of data that is not there is a failure that says so', async () => {
  expect(await intents('check', '--data', '/no/such/folder')).toEqual({
    code: 1,
    out: [],
    err: ['there is no folder /no/such/folder'],
  });
});

test('an empty folder loads as nothing, and says what is missing', () => {
  const empty = join(root, 'empty');
  mkdirSync(empty);
  const { intents: none, problems } = loadIntents(empty);
  expect(none).toEqual([]);
  expect(problems.map(({ file }) => file)).toEqual(['empty/lexicon.yaml', 'empty/danger.yaml']);
});
