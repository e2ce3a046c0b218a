import { FRESH } from '../../src/model/exchange.ts';
import type { Danger } from '../../src/model/understanding.ts';
import { at, content, facts, KNOWN, nobody, say, textOf } from './facts.ts';

/** What somebody in danger reads first, and the numbers that the dossiers allow for it (union 5.01, 5.02, 5.03, 5.05). */
const TEXTS: [string, string[]][] = [
  ['accident', ['115', '114']],
  ['violence', ['113', '115', '1900 969 680']],
  ['self-harm', ['115']],
  ['self-harm.other', ['115']],
  ['child-labour', ['111', '113']],
  ['trafficking', ['113', '111']],
  ['harassment', ['113', '1900 969 680']],
  ['harassment.other', ['113', '1900 969 680']],
  ['strike', ['113', '115']],
  ['ask', ['115', '114', '113', '111']],
];
const numbersIn = (text: string) => [...new Set(text.match(/1900[ \d]{8}|(?<!\d)1\d\d(?!\d)/g) ?? [])];

describe.each(TEXTS)('danger.%s', (id, numbers) => {
  const text = content.say(`danger.${id}`);

  test('begins with whom to call, and fits a bubble', () => {
    expect(text).toMatch(new RegExp(`^Gọi ${numbers[0]}\\b`));
    expect(text.length).toBeLessThanOrEqual(600);
  });

  test('names exactly the numbers the facts allow; what is charged says so', () => {
    expect(numbersIn(text)).toEqual(numbers);
    if (numbers.includes('1900 969 680')) expect(text).toContain('1900 969 680 (có tính cước)');
  });

  test('is calm: no blame, no exclamation, no promise, no law, nothing to confront anybody with', () => {
    expect(text).not.toMatch(
      /!|tại sao|đáng lẽ|lẽ ra|chắc chắn|cam kết|hứa|sẽ được|Căn cứ|Điều \d|hãy đánh|tố cáo/,
    );
  });
});

const alarm = (danger: Danger) => ({ danger, dangerNow: true }) as const;
const first = (text: string, danger: Danger) => say(KNOWN, text, alarm(danger)).replies[0]?.text;

test.each([
  ['em không muốn sống nữa', 'self-harm', 'self-harm'],
  ['bạn cùng phòng em đòi tự tử', 'self-harm', 'self-harm.other'],
  ['chồng em đòi treo cổ vì bị sa thải', 'self-harm', 'self-harm.other'],
  ['mất việc nợ ngập đầu chỉ muốn chết quách', 'self-harm', 'self-harm'],
  ['em muốn chết, chồng bỏ đi rồi', 'self-harm', 'self-harm'],
  ['sếp khóa cửa sờ soạng em', 'harassment', 'harassment'],
  ['em bị sếp khóa cửa ôm, bạn em thấy', 'harassment', 'harassment'],
  ['ông quản đốc đang khóa cửa sàm sỡ chị kia', 'harassment', 'harassment.other'],
  ['mấy chị trong chuyền đang bị ổng lột đồ', 'harassment', 'harassment.other'],
] as const)('%s: %s is answered with danger.%s', (text, danger, id) => {
  expect(first(text, danger)).toBe(content.say(`danger.${id}`));
});

describe('after hours', () => {
  const night = facts({ now: at('2026-11-25T23:40') });

  test('they are told that an answer may take longer, and to call instead of waiting', () => {
    const [, second] = say(FRESH, 'x', alarm('accident'), night).replies;
    expect(second?.held?.done).toContain('ngoài giờ làm việc');
    expect(second?.held?.done).toContain('đừng chờ');
  });

  test('in working hours nothing of it is said', () => {
    const day = facts({ now: at('2026-11-25T09:00') });
    expect(say(FRESH, 'x', alarm('accident'), day).replies[1]?.held?.done).not.toContain('ngoài giờ');
  });

  test('with nobody on duty that is said, and that the numbers above are the way', () => {
    const said = textOf(say(FRESH, 'x', alarm('violence'), { ...nobody(), now: at('2026-11-25T23:40') }));
    expect(said).toContain('Hiện chưa liên lạc được người trực công đoàn');
    expect(said).toContain('đừng chờ Cầu Nối');
    expect(said).not.toContain('đã báo');
  });
});
