import type { Receipt } from '../../src/model/channel.ts';
import { createHarness, type Harness, OA } from './spine-harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const reply = async (key: string) => (await h.get(key)).replies[0];
const until = (at: Date, more: Partial<Receipt> & { person?: string } = {}) => {
  const { person = '9001', ...rest } = more;
  const upTo = { recipient: person, at: at.toISOString() };
  const receipt: Receipt = { channel: 'zalo-oa', account: OA, state: 'seen', platformIds: [], upTo, ...rest };
  return h.spine.receive({ is: 'receipt', receipt });
};

test('a receipt until a moment marks what was sent before it, and nothing sent later', async () => {
  const first = await h.say('sure a');
  await h.world.pass(1000);
  const moment = h.world.now();
  await h.world.pass(1000);
  const second = await h.say('sure b');
  await h.world.pass(1000);
  await until(moment);
  expect(await reply(first)).toMatchObject({ status: 'seen' });
  expect(await reply(second)).toMatchObject({ status: 'sent' });
  await until(h.world.now(), { state: 'delivered' });
  expect(await reply(first)).toMatchObject({ status: 'seen' });
  expect(await reply(second)).toMatchObject({ status: 'delivered' });
});

test('it proves nothing of a reply whose outcome is unknown, nor of another person', async () => {
  const release = h.hang();
  const key = await h.say('sure a');
  await h.world.pass(9000);
  release();
  await until(h.world.now());
  expect(await reply(key)).toMatchObject({ status: 'unknown', final: false });
  h.platform.send = async () => 'z1';
  const other = await h.say('sure b', { sender: '9002' });
  await h.world.pass(0);
  await until(h.world.now(), { person: '9003' });
  expect(await reply(other)).toMatchObject({ status: 'sent' });
});
