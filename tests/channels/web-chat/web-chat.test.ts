import type { Outgoing } from '../../../src/channels/channel.ts';
import { createWebChat } from '../../../src/channels/web-chat/web-chat.ts';
import { createSeal } from '../../../src/seal.ts';

const seal = createSeal(Buffer.alloc(32, 7));
const outgoing = (id: string): Outgoing => ({
  id,
  text: 'chào',
  choices: [],
  by: 'bot',
  signal: new AbortController().signal,
});

test('a message sent again has the same id, which says nothing of who is behind it', async () => {
  const key = 'zalo-oa:123:456#2/to/nguoi-lao-dong/1';
  const ids = [createWebChat({ seal }), createWebChat({ seal })].map((chat) =>
    chat.send('s', 's', outgoing(key)),
  );
  const [first, second] = await Promise.all(ids);
  expect(first).toBe(second);
  expect(first).toMatch(/^m-[\w-]{22}$/);
});

test('whoever listens to a session hears of its messages and of no other, until they stop', async () => {
  const chat = createWebChat({ seal });
  const heard: string[] = [];
  const stop = chat.onSent('a', (id) => heard.push(`một ${id}`));
  const stopOther = chat.onSent('a', (id) => heard.push(`hai ${id}`));
  const id = await chat.send('a', 'a', outgoing('k/1'));
  await chat.send('b', 'b', outgoing('k/2'));
  expect(heard).toEqual([`một ${id}`, `hai ${id}`]);
  stop();
  await chat.send('a', 'a', outgoing('k/3'));
  expect(heard).toHaveLength(3);
  stopOther();
  stopOther();
  await chat.send('a', 'a', outgoing('k/4'));
  expect(heard).toHaveLength(3);
});
