import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent } from '../../src/content/load-content.ts';
import { decide } from '../../src/dialogue/decide.ts';
import type { Content } from '../../src/model/content.ts';
import type { Decision } from '../../src/model/decision.ts';
import type { Standing } from '../../src/model/exchange.ts';
import { content, facts, heard, KNOWN, knowledge, type Meant, textOf } from './facts.ts';

const ROOT = join(import.meta.dirname, '../..');
const ENDS = '    from: 2021-01-01\n    articles: ["3", "13"';
const LATE: Meant = { topic: 'late-wages' };

/** What we say, once the labour code has ended yesterday. */
function withoutCode(): Content {
  const root = mkdtempSync(join(tmpdir(), 'ended-'));
  cpSync(join(ROOT, 'content'), join(root, 'content'), { recursive: true });
  const file = join(root, 'content/laws.yaml');
  const text = readFileSync(file, 'utf8');
  if (!text.includes(ENDS)) throw new Error('laws.yaml has changed its shape');
  writeFileSync(file, text.replace(ENDS, ENDS.replace('\n', '\n    to: 2026-11-23\n')));
  const loaded = loadContent(root).content;
  rmSync(root, { recursive: true, force: true });
  return loaded;
}
const ended = withoutCode();

const say = (
  from: Content,
  standing: Standing,
  text: string,
  meant: Meant = {},
  more = facts(),
): Decision => {
  const decision = decide(standing, [heard(text, meant)], more, { ...knowledge, content: from });
  if (decision === null) throw new Error('something was heard');
  return decision;
};

describe('a law has ended', () => {
  test('its answer is not served: the bot says so and offers an officer', () => {
    const decision = say(ended, KNOWN, 'công ty chậm trả lương', LATE);
    expect(textOf(decision)).toContain('đang rà soát');
    expect(textOf(decision)).not.toContain('bất khả kháng');
    expect(decision.after.offered).toEqual([{ n: 1, title: 'Gặp cán bộ công đoàn', say: 'gặp cán bộ' }]);
    expect(decision.citations).toEqual([]);
  });

  test('a question about a day under the old law is still answered', () => {
    const decision = say(ended, KNOWN, 'tháng 6/2026 công ty chậm lương', {
      ...LATE,
      entities: { dates: ['2026-06-01'] },
    });
    expect(textOf(decision)).toContain('bất khả kháng');
  });

  test('a button that was offered before leads to the same sentence', () => {
    const before = say(content, KNOWN, 'công ty chậm trả lương', LATE);
    const button = before.after.offered.find(({ say }) => say === 'các bước đòi quyền lợi');
    expect(textOf(say(ended, before.after, String(button?.n)))).toContain('đang rà soát');
  });

  test('what an answer kept back is not read out any more', () => {
    const before = say(content, KNOWN, 'công ty chậm trả lương', LATE);
    expect(textOf(say(content, before.after, 'xem thêm'))).toContain('lãi suất tiền gửi');
    const more = say(ended, before.after, 'xem thêm');
    expect(textOf(more)).toContain('đang rà soát');
    expect(more.after).toMatchObject({ more: null, moreOf: null });
  });

  test('the rest of an older turn, of which nobody knows where it stood, is read out as it was', () => {
    const { moreOf: _, ...older } = say(content, KNOWN, 'công ty chậm trả lương', LATE).after;
    expect(textOf(say(content, older, 'xem thêm'))).toContain('lãi suất tiền gửi');
  });

  test('a calculator does not begin to ask', () => {
    const decision = say(ended, KNOWN, 'tính tiền làm thêm của tôi');
    expect(textOf(decision)).toContain('đang rà soát');
    expect(decision.after.place).toBeNull();
  });

  test('a calculator that has begun says so at the next step, and lets go', () => {
    const begun = say(content, KNOWN, 'tính tiền làm thêm của tôi');
    expect(begun.after.place).toBe('overtime/wage');
    const next = say(ended, begun.after, '6tr');
    expect(textOf(next)).toContain('đang rà soát');
    expect(next.after).toMatchObject({ place: null, slots: {} });
  });

  test('its articles are not quoted either, and changed ones are quoted with a word about it', () => {
    const hit = {
      law: '45/2019/QH14',
      article: '139',
      title: '',
      score: 50,
      snippet: 'x',
      name: 'Bộ luật',
      source: null,
    };
    const unsure: Meant = { topic: 'maternity', verdict: 'unsure', confidence: 0.4 };
    const found = facts({ law: () => hit });
    const now = say(content, KNOWN, 'nghỉ sinh', unsure, found);
    expect(now.outcome).toBe('law');
    expect(textOf(now)).toContain('sửa đổi từ 01/07/2026 theo văn bản 113/2025/QH15');
    expect(say(ended, KNOWN, 'nghỉ sinh', unsure, found).outcome).toBe('clarify');
  });
});

describe('a day that nothing of ours holds for', () => {
  test('is named before what holds today', () => {
    const asked = { topic: 'minimum-wage', entities: { dates: ['2020-06-01'] } };
    const text = textOf(say(content, KNOWN, 'lương tối thiểu tháng 6/2020', asked));
    expect(text).toContain('chưa có câu trả lời đã kiểm tra cho ngày 01/06/2020');
    expect(text).toContain('quy định hôm nay, 24/11/2026');
    expect(text).toContain('4.140.000');
  });
  test('is not spoken of where our answer holds for it', () =>
    expect(
      textOf(
        say(content, KNOWN, 'lương tối thiểu năm 2025', {
          topic: 'minimum-wage',
          entities: { dates: ['2025-06-01'] },
        }),
      ),
    ).not.toContain('chưa có câu trả lời đã kiểm tra'));
});
