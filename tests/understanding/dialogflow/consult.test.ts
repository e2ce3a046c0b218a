import { silentLog } from '../../../src/log.ts';
import type { Intent } from '../../../src/model/intent.ts';
import type { Understanding } from '../../../src/model/understanding.ts';
import { createSeal } from '../../../src/seal.ts';
import { createDialogflow, type Dialogflow } from '../../../src/understanding/dialogflow/dialogflow.ts';
import { readEndpoint } from '../../../src/understanding/dialogflow/endpoint.ts';
import { createFakeDialogflow, type FakeDialogflow } from '../../fakes/dialogflow.ts';
import type { Misbehaviour } from '../../fakes/dialogflow-rules.ts';
import { createFakeWorld, type FakeWorld } from '../../fakes/fake-world.ts';

const UNSURE: Understanding = {
  text: 'lương tháng này sao lâu quá chưa có',
  folded: 'luong thang nay sao lau qua chua co',
  danger: null,
  dangerNow: false,
  dangerWords: [],
  alarm: 0,
  ranked: [
    { intent: 'wage-increase', topic: 'wage-increase', score: 0.5 },
    { intent: 'late-wages', topic: 'late-wages', score: 0.3 },
  ],
  intent: 'wage-increase',
  topic: 'wage-increase',
  confidence: 0.5,
  verdict: 'unsure',
  entities: { money: [], dates: [], durations: [], workplaces: [], areas: [], phones: [] },
  fear: false,
  grievance: false,
  vietnamese: true,
  also: [],
  engine: 'embedded 1',
};

const intents = new Map(
  ['late-wages', 'wage-increase', 'emergency-violence', 'unclear', 'off-topic'].map(
    (name): [string, Intent] => [
      name,
      { name, topic: name.startsWith('emergency') ? 'emergency' : name, examples: [], respond: { act: 'x' } },
    ],
  ),
);

let fake: FakeDialogflow;
let world: FakeWorld;
let engine: Dialogflow;

beforeEach(async () => {
  fake = await createFakeDialogflow();
  fake.answer(() => ({ intent: 'late-wages', confidence: 0.93 }));
  world = createFakeWorld({ settle: breath });
  engine = made(world);
  await engine.start();
});
afterEach(async () => {
  await engine.close();
  await fake.close();
});

/** A call over a socket of this machine has come back after a few of these. */
const breath = () => new Promise<void>((resolve) => setTimeout(resolve, 10));

function made(its: FakeWorld): Dialogflow {
  const endpoint = readEndpoint(fake.endpoint);
  if (!endpoint) throw new Error('the fake is not on this machine');
  const seal = createSeal(Buffer.alloc(32, 7));
  return createDialogflow({
    access: { project: fake.project, endpoint, keyFile: null },
    intents: async () => intents,
    seal: async () => seal,
    world: its,
    log: silentLog,
  });
}

test('what it is sure of is believed, and the record says who said so', async () => {
  const understood = await engine.consult(UNSURE, 'person-1');
  expect(understood).toMatchObject({
    intent: 'late-wages',
    topic: 'late-wages',
    verdict: 'sure',
    engine: 'dialogflow (embedded 1)',
    consulted: { how: 'answered' },
  });
  expect(understood.ranked.map(({ topic }) => topic)).toEqual(['late-wages', 'wage-increase']);
  expect(understood.ranked[0]?.score).toBeGreaterThan(understood.ranked[1]?.score ?? 1);
  expect(fake.asked).toEqual([
    {
      session: expect.stringMatching(/^projects\/du-an-vi-du\/agent\/sessions\/[\w-]{36}$/),
      text: UNSURE.text,
      languageCode: 'vi',
      resetContexts: true,
    },
  ]);
});

test.each<[string, Partial<Understanding>, { intent: string; confidence: number } | null, object]>([
  [
    'what it only supposes leads the choices',
    {},
    { intent: 'late-wages', confidence: 0.5 },
    { topic: 'late-wages', verdict: 'unsure' },
  ],
  [
    'it supposes something, we are sure',
    { verdict: 'sure' },
    { intent: 'late-wages', confidence: 0.5 },
    { topic: 'wage-increase', verdict: 'sure', consulted: { how: 'agreed' } },
  ],
  [
    'it supposes something, we refuse',
    { verdict: 'refused' },
    { intent: 'late-wages', confidence: 0.5 },
    { verdict: 'refused', consulted: { how: 'agreed' } },
  ],
  [
    'both are sure, of different things: the person is asked',
    { verdict: 'sure', confidence: 0.9 },
    { intent: 'late-wages', confidence: 0.95 },
    {
      topic: 'wage-increase',
      verdict: 'unsure',
      engine: 'embedded 1 + dialogflow',
      consulted: { how: 'disputed' },
      ranked: [
        expect.objectContaining({ topic: 'wage-increase' }),
        expect.objectContaining({ topic: 'late-wages' }),
      ],
    },
  ],
  [
    'we are sure, it says that this is none of our business',
    { verdict: 'sure', confidence: 0.9 },
    { intent: 'off-topic', confidence: 0.95 },
    {
      topic: 'wage-increase',
      verdict: 'unsure',
      ranked: [expect.objectContaining({ topic: 'wage-increase' })],
    },
  ],
  [
    'both are sure of the same',
    { verdict: 'sure' },
    { intent: 'wage-increase', confidence: 0.95 },
    {
      topic: 'wage-increase',
      verdict: 'sure',
      confidence: expect.closeTo(0.95, 5),
      engine: 'dialogflow (embedded 1)',
    },
  ],
  [
    'what it knows and we do not',
    {},
    { intent: 'hoi_doan_phi', confidence: 1 },
    { topic: 'wage-increase', consulted: { how: 'nothing' } },
  ],
  ['its fallback', {}, null, { topic: 'wage-increase', consulted: { how: 'nothing' } }],
  [
    'an emergency that only it sees is none',
    {},
    { intent: 'emergency-violence', confidence: 1 },
    { dangerNow: false, topic: 'wage-increase', consulted: { how: 'nothing' } },
  ],
  [
    'off topic, surely',
    {},
    { intent: 'off-topic', confidence: 0.95 },
    { topic: 'off-topic', verdict: 'refused' },
  ],
  [
    'off topic, perhaps',
    {},
    { intent: 'off-topic', confidence: 0.6 },
    { topic: 'wage-increase', verdict: 'unsure' },
  ],
  [
    'what could be anything is asked back',
    {},
    { intent: 'unclear', confidence: 1 },
    { intent: 'unclear', verdict: 'unsure' },
  ],
  ['a certainty beyond all bounds', {}, { intent: 'late-wages', confidence: 7 }, { confidence: 1 }],
])('%s', async (_, ours, theirs, expected) => {
  fake.answer(() => theirs);
  expect(await engine.consult({ ...UNSURE, ...ours }, 'person-1')).toMatchObject(expected);
});

test.each<[string, Partial<Understanding>, string]>([
  ['danger', { danger: 'violence' }, 'private'],
  ['danger now', { danger: 'accident', dangerNow: true }, 'private'],
  ['words of danger that were calm', { dangerWords: ['tai nan'] }, 'private'],
  ['what resembles an emergency a little', { alarm: 0.2 }, 'private'],
  ['whoever fears to be known', { fear: true }, 'private'],
  ['harassment', { topic: 'sexual-harassment' }, 'private'],
  ['another language', { vietnamese: false }, 'private'],
  ['two words', { folded: 'luong thang', text: 'lương tháng' }, 'short'],
  ['a greeting', { topic: 'greeting', verdict: 'sure' }, 'short'],
  ['a word without end', { text: 'a'.repeat(4000) }, 'long'],
  ['a letter', { text: 'ôi '.repeat(100) }, 'long'],
])('%s stays here', async (_, part, how) => {
  const ours = { ...UNSURE, ...part };
  expect(await engine.consult(ours, 'p')).toEqual({ ...ours, consulted: { how, tookMs: 0 } });
  expect(fake.asked).toEqual([]);
});

test('256 characters may leave, 257 may not', async () => {
  const text = (length: number) => 'lương '.repeat(50).slice(0, length);
  await engine.consult({ ...UNSURE, text: text(256) }, 'p');
  expect((await engine.consult({ ...UNSURE, text: text(257) }, 'p')).consulted?.how).toBe('long');
  expect(fake.asked.map(({ text: sent }) => sent.length)).toEqual([256]);
});

test('telephones, names and firms are masked before anything leaves', async () => {
  const text = 'Tôi tên Nguyễn Văn Ví, số 0912 345 678, công ty TNHH Ví Dụ nợ lương, mail vi.du@example.com';
  await engine.consult(
    { ...UNSURE, text, entities: { ...UNSURE.entities, workplaces: ['công ty TNHH Ví Dụ'] } },
    'p',
  );
  expect(fake.asked[0]?.text).toBe('Tôi tên [tên], số [số], công ty nợ lương, mail [email]');
});

test('a session is the same for a person within a day, and neither tells who it is nor lasts longer', async () => {
  const ask = (person: string) => engine.consult(UNSURE, person);
  await ask('7000000000000001');
  await ask('7000000000000001');
  await ask('7000000000000002');
  await world.pass(24 * 3_600_000);
  await ask('7000000000000001');
  const [first, again, other, later] = fake.asked.map(({ session }) => session);
  expect(again).toBe(first);
  expect(new Set([first, other, later]).size).toBe(3);
  expect(first).not.toContain('7000000000000001');
});

test('a Dialogflow that hangs costs the time-out once, then nothing until it is tried again', async () => {
  fake.misbehave('detect', 'hang');
  const waiting = [1, 2, 3].map((n) => engine.consult(UNSURE, `p${n}`));
  while (fake.asked.length < 3) await breath();
  await world.pass(2500);
  for (const one of await Promise.all(waiting))
    expect(one).toEqual({ ...UNSURE, consulted: { how: 'timeout', tookMs: 2500 } });
  expect((await engine.consult(UNSURE, 'p4')).consulted).toEqual({ how: 'resting', tookMs: 0 });
  expect(engine.status().ok).toBe(false);
  fake.behave();
  await world.pass(30_000);
  expect((await engine.consult(UNSURE, 'p5')).consulted?.how).toBe('answered');
  expect(engine.status().ok).toBe(true);
  expect(fake.asked).toHaveLength(4);
});

test('while it hangs only eight people wait', async () => {
  fake.misbehave('detect', 'hang');
  const waiting = Array.from({ length: 20 }, (_, n) => engine.consult(UNSURE, `p${n}`));
  while (fake.asked.length < 8) await breath();
  await world.pass(2500);
  const how = (await Promise.all(waiting)).map(({ consulted }) => consulted?.how);
  expect(how.filter((one) => one === 'timeout')).toHaveLength(8);
  expect(how.filter((one) => one === 'busy')).toHaveLength(12);
});

test.each<[Misbehaviour, string, number]>([
  ['unavailable', 'unreachable', 3],
  ['internal', 'unreachable', 3],
  ['quota', 'quota', 1],
  ['denied', 'refused', 1],
  ['unauthenticated', 'refused', 1],
])('%s: ours is believed, and after %s it is left alone (%i)', async (how, failure, after) => {
  fake.misbehave('detect', how);
  for (let n = 0; n < after; n++)
    expect(await engine.consult(UNSURE, 'p')).toMatchObject({ ...UNSURE, consulted: { how: failure } });
  expect((await engine.consult(UNSURE, 'p')).consulted?.how).toBe('resting');
  expect(fake.asked).toHaveLength(after);
});

test('an answer without a result counts as nothing', async () => {
  fake.misbehave('detect', 'empty');
  expect(await engine.consult(UNSURE, 'p')).toMatchObject({ ...UNSURE, consulted: { how: 'nothing' } });
});

test('nobody there: ours is believed', async () => {
  await fake.close();
  expect(await engine.consult(UNSURE, 'p')).toMatchObject({ ...UNSURE, consulted: { how: 'unreachable' } });
});
