import { ask } from '../../src/cli/ask.ts';
import type { Understanding } from '../../src/model/understanding.ts';
import { content, knowledge, type Meant, NOW, understood } from './facts.ts';

async function asked(lines: string[], meant: Record<string, Meant> = {}) {
  const out: string[] = [];
  async function* stdin() {
    yield* lines;
  }
  const code = await ask(stdin(), {
    understand: async (text): Promise<Understanding> => understood(text, meant[text]),
    knowledge,
    now: () => NOW,
    write: (line) => out.push(line),
  });
  return { code, out: out.map((line) => JSON.parse(line)) };
}
const line = (id: string, text: string) => JSON.stringify({ id, text });

test('a line each, in order, with what the contract names', async () => {
  const { code, out } = await asked([line('a', 'luong toi thieu'), line('b', 'xyz')], {
    'luong toi thieu': {
      topic: 'minimum-wage',
      ranked: [{ intent: 'minimum-wage', topic: 'minimum-wage', score: 0.9 }],
    },
  });
  expect(code).toBe(0);
  expect(out.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(Object.keys(out[0])).toEqual([
    'id',
    'intent',
    'topic',
    'confidence',
    'outcome',
    'ranked',
    'answer',
    'citations',
    'also',
    'danger',
    'text',
  ]);
  expect(out[0]).toMatchObject({
    topic: 'minimum-wage',
    outcome: 'answer',
    answer: 'minimum-wage',
    danger: null,
    also: [],
  });
  expect(out[0].ranked).toHaveLength(1);
  expect(out[0].citations.length).toBeGreaterThan(0);
  expect(out[1]).toMatchObject({ topic: 'off-topic', outcome: 'fallback', answer: '', citations: [] });
});

test('the text is what a text-only channel shows, without the notice', async () => {
  const { out } = await asked([line('a', 'chao')], { chao: { topic: 'greeting' } });
  expect(out[0].text).toContain('1. Lương, tiền làm thêm');
  expect(out[0].text).toContain('0. Gặp cán bộ công đoàn');
  expect(out[0].text).not.toContain(content.say('notice.first'));
});

test('what is no such JSON gives an error in its place, and exit 1', async () => {
  const { code, out } = await asked(['{"id":1}', 'no', line('c', 'xyz'), '', line('d', 'xyz'), '']);
  expect(code).toBe(1);
  expect(out.map(({ id, error }) => [id, error !== undefined])).toEqual([
    [null, true],
    [null, true],
    ['c', false],
    [null, true],
    ['d', false],
  ]);
});

test('what is asked besides does not choose the answer to the first question', async () => {
  const text = 'phép năm được mấy ngày, nghỉ việc còn phép có được trả tiền không';
  const meant = { topic: 'annual-leave' };
  const { out } = await asked([line('a', text), line('b', `${text}?`)], {
    [text]: meant,
    [`${text}?`]: { ...meant, asks: 'phep nam duoc may ngay' },
  });
  expect(out.map(({ answer }) => answer)).toEqual(['annual-leave-money', 'annual-leave']);
});

test('further questions come with the same fields', async () => {
  const also = [understood('phep nam may ngay', { topic: 'annual-leave' })];
  const { out } = await asked([line('a', 'x')], { x: { topic: 'minimum-wage', also } });
  expect(out[0].also).toHaveLength(1);
  expect(out[0].also[0]).toMatchObject({ topic: 'annual-leave', answer: 'annual-leave', outcome: 'answer' });
});

test.each([
  ['hồ sơ của tôi', 'flow', 'my-case'],
  ['gặp cán bộ', 'officer', 'talk-to-person'],
  ['tôi muốn khiếu nại', 'flow', 'complaint'],
  ['dừng', 'answer', 'stop'],
])('%s → %s, %s', async (text, outcome, topic) => {
  const { out } = await asked([line('a', text)]);
  expect(out[0]).toMatchObject({ outcome, topic });
  expect(out[0].text).not.toMatch(/\{[a-z]+\}/);
});

test('danger is emergency, with its numbers first', async () => {
  const { out } = await asked([line('a', 'x')], {
    x: { danger: 'accident', dangerNow: true, topic: 'work-accident' },
  });
  expect(out[0]).toMatchObject({ outcome: 'emergency', danger: 'accident', topic: 'emergency' });
  expect(out[0].text).toMatch(/^Gọi 115/);
});
