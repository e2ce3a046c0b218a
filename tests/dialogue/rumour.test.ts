import { content, effectsOf, facts, KNOWN, knownCase, nobody, say, textOf, titlesOf } from './facts.ts';

const FORWARD =
  'THÔNG BÁO KHẨN theo luật mới thì từ nay ai còn đóng bảo hiểm cũng không được rút một lần nữa, ai chưa rút thì đi rút gấp trong tháng này kẻo mất trắng, chia sẻ cho nhiều người biết nha';
const sure = { topic: 'rumour' } as const;

describe('a claim that is published', () => {
  test.each([
    ['asked about', 'nghe noi tu nay cam rut bao hiem xa hoi 1 lan dung khong', sure],
    ['not recognised by the engine', 'nghe noi tu nay cam rut bao hiem xa hoi 1 lan dung khong', {}],
    ['passed on without a question', FORWARD, {}],
  ])('%s: gets the rebuttal with its law, and no case', (_how, text, meant) => {
    const said = say(KNOWN, text, meant);
    expect(said).toMatchObject({
      outcome: 'answer',
      topic: 'rumour',
      answer: 'rumour-lump-sum-ban',
      effects: [],
    });
    expect(textOf(said)).toMatch(/^Không đúng\./);
    expect(said.citations).toContainEqual({ law: '41/2024/QH15', article: '70' });
    expect(textOf(said)).toContain('Căn cứ');
  });

  test('a text sent first and asked about in the next message', () => {
    const plain = `${'Bà con chú ý, '.repeat(2)}giải thể công đoàn rồi, đoàn viên mất hết quyền lợi`;
    const first = say(KNOWN, plain, { topic: 'off-topic', verdict: 'refused' });
    const asked = say(first.after, 'tin này có thật không ad', sure);
    expect(asked.answer).toBe('rumour-union-dissolved');
    expect(asked.after.passedOn).toBeUndefined();
  });

  test('asked without saying which: the text is asked for, and what comes is judged', () => {
    const which = say(KNOWN, 'tin này đúng không', sure);
    expect(which.after.place).toBe('rumour/claim');
    expect(which.effects).toEqual([]);
    expect(say(which.after, 'giải thể công đoàn, nhập vào mặt trận là hết').answer).toBe(
      'rumour-union-dissolved',
    );
    expect(say(which.after, 'lương tối thiểu bao nhiêu?', { topic: 'minimum-wage' }).answer).toBe(
      'minimum-wage',
    );
  });

  test('a plain question about the same matter is not taken for the rumour', () => {
    expect(say(KNOWN, 'tiền thưởng tết bao nhiêu', { topic: 'tet-bonus' }).answer).not.toMatch(/^rumour/);
  });
});

describe('a claim nobody has looked into', () => {
  const text = 'nghe noi khu cong nghiep sap doi di that khong';

  test('goes to the province without the name, and that is said', () => {
    const said = say(KNOWN, text, sure);
    expect(effectsOf(said)).toEqual(['open rumour', 'tell officer-9 card of 1']);
    expect(said.effects[0]).toMatchObject({
      draft: { kind: 'rumour', text, identity: 'hidden', level: 'province' },
    });
    expect(textOf(said) + (said.replies[0]?.held?.done ?? '')).toContain('chưa nói đúng hay sai');
    expect(said.replies[0]?.held?.done).toContain('chưa hẹn trước được ngày');
  });

  test('where nobody can be told, that is said too', () => {
    const said = say(KNOWN, text, sure, nobody());
    expect(said.replies[0]?.held?.done).toContain('chưa có cán bộ nào nhận tin');
    expect(effectsOf(said)).toEqual(['open rumour']);
  });

  test('a second one joins the case that waits', () => {
    const open = facts({ ownCases: [knownCase({ kind: 'rumour', topic: 'rumour' })] });
    expect(effectsOf(say(KNOWN, text, sure, open))[0]).toBe('add K7-4F2');
  });
});

describe('a scam', () => {
  const TEXT = 'co nguoi xung cong doan bao gui otp nhan qua tet';

  test.each([
    ['sure', sure],
    ['unsure', { topic: 'tet-sum-vay', verdict: 'unsure' }],
    ['refused', {}],
  ] as const)('is answered at once when the engine is %s', (_how, meant) => {
    const said = say(KNOWN, TEXT, meant);
    expect(said.answer).toBe('rumour-scam-union');
    expect(textOf(said)).toMatch(/^Đây là dấu hiệu lừa đảo\./);
    expect(textOf(said)).toContain('113');
    expect(titlesOf(said)).toContain('1. Báo việc này cho công đoàn');
    expect(said.effects).toEqual([]);
  });

  test('reporting it opens a case with the words', () => {
    const reported = say(say(KNOWN, TEXT, sure).after, '1');
    expect(reported.effects[0]).toMatchObject({ draft: { kind: 'rumour', text: TEXT } });
  });

  test('in the middle of our questions it is answered and the question asked again; where something is told it is what happened', () => {
    const asked = say({ ...KNOWN, place: 'complaint/identity', slots: { what: 'x' } }, TEXT, sure);
    expect(textOf(asked)).toContain('lừa đảo');
    expect(asked.after.place).toBe('complaint/identity');
    const told = say({ ...KNOWN, place: 'complaint/what', slots: {} }, TEXT, sure);
    expect(textOf(told)).not.toContain('Đây là dấu hiệu lừa đảo');
  });

  test('danger goes before it', () => {
    const said = say(KNOWN, TEXT, { danger: 'violence', dangerNow: true, topic: 'emergency' });
    expect(said.outcome).toBe('emergency');
  });

  test('what only smells of one, once it is doubted', () => {
    const said = say(KNOWN, 'tin nhan co link nhan tien ho tro, bam vao duoc khong', sure);
    expect(said.answer).toMatch(/^rumour-scam/);
    expect(content.rumours.scam('bam vao link')).toBeNull();
  });
});
