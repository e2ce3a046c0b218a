import fc from 'fast-check';
import { decide } from '../../src/dialogue/decide.ts';
import { criteriaLine } from '../../src/dialogue/programmes/criteria-step.ts';
import { withoutUnneeded } from '../../src/dialogue/programmes/unneeded.ts';
import { type Told, verdictOf } from '../../src/dialogue/programmes/verdict.ts';
import type { Qualify } from '../../src/model/programme.ts';
import {
  content,
  effectsOf,
  FIRM,
  facts,
  heard,
  KNOWN,
  knowledge,
  knownCase,
  nobody,
  say,
  tell,
  textOf,
  titlesOf,
} from './facts.ts';

const qualify = (members: Qualify['members']): Qualify => ({
  say: 'ví dụ',
  members,
  basis: 'ví dụ',
  criteria: [
    { id: 'ill', title: 'Bệnh nặng', isEnough: true },
    { id: 'heavy', title: 'Nặng nhọc', isEnough: false },
  ],
});

test.each<[string, Qualify['members'], Told, string]>([
  ['a member who is ill', 'any', { member: 'yes', criteria: ['ill'] }, 'likely'],
  ['not yet a member, where anybody may be listed', 'any', { member: 'no', criteria: ['ill'] }, 'likely'],
  ['a workplace without a union', 'any', { member: 'none', criteria: ['ill'] }, 'officer'],
  ['who does not know whether they are a member', 'any', { member: null, criteria: ['ill'] }, 'officer'],
  ['only what weighs beside others', 'any', { member: 'yes', criteria: ['heavy'] }, 'officer'],
  ['nothing of the list', 'any', { member: 'yes', criteria: [] }, 'not-seen'],
  [
    'something that this programme does not look at',
    'any',
    { member: 'yes', criteria: ['other'] },
    'not-seen',
  ],
  ['who does not know', 'any', { member: 'yes', criteria: null }, 'officer'],
  ['no member, where only members are listed', 'needed', { member: 'no', criteria: ['ill'] }, 'not-member'],
  ['no union, where only members are listed', 'needed', { member: 'none', criteria: ['ill'] }, 'not-member'],
  [
    'a member, where only members are listed',
    'needed',
    { member: 'yes', criteria: ['ill', 'heavy'] },
    'likely',
  ],
])('%s', (_, members, told, verdict) => expect(verdictOf(qualify(members), told)).toBe(verdict));

test.each<[string, string, boolean]>([
  ['stk cua em 0123456789 vietcombank', 'stk cua em [số] vietcombank', true],
  ['cccd 066123456789 nhe', 'cccd [số] nhe', true],
  ['so the 9704 1234 5678 9012', 'so the [số]', true],
  ['ma otp la 482913', 'ma otp la [số]', true],
  ['066123456789', '[số]', true],
  ['có cần gửi số tài khoản không', 'có cần gửi số tài khoản không', true],
  ['goi em so 0905123456', 'goi em so 0905123456', false],
  [
    'no 50.000.000 tien vien phi, mat viec tu 12/2025',
    'no 50.000.000 tien vien phi, mat viec tu 12/2025',
    false,
  ],
  ['nha 2 con, luong 4500000', 'nha 2 con, luong 4500000', false],
  ['ho can ngheo', 'ho can ngheo', false],
])('of "%s" is kept "%s"', (text, kept, isFound) =>
  expect(withoutUnneeded(text)).toEqual({ text: kept, isFound }),
);

test('an identity card’s number never stays, whatever stands around it', () =>
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z ,]{0,20}$/),
      fc.stringMatching(/^\d{12}$/),
      fc.stringMatching(/^[a-z ,]{0,20}$/),
      (before, number, after) => !withoutUnneeded(`${before} ${number} ${after}`).text.includes(number),
    ),
  ));

const TO_QUALIFY = 'tôi có thuộc diện tết sum vầy không';
/** What somebody says, one after the other. */
function talk(texts: string[], known = facts()) {
  let standing = KNOWN;
  let decision = say(standing, '', {}, known);
  for (const text of texts) {
    decision = say(standing, text, {}, known);
    standing = decision.after;
  }
  return decision;
}

test('a number outside the menu of circumstances is asked again, and "quay lại" goes a step back', () => {
  expect(textOf(talk([TO_QUALIFY, '1', '1, 77']))).toContain(content.say('qualify.choose'));
  expect(talk([TO_QUALIFY, '1', 'quay lại']).after.place).toBe('qualify/member');
  expect(talk([TO_QUALIFY, '1', 'hủy']).after).toMatchObject({ place: null, slots: {} });
});

test('a way out, danger and other sure questions go ahead of the questions', () => {
  expect(effectsOf(talk([TO_QUALIFY, 'gặp cán bộ']))[0]).toBe('open talk');
  const { after } = talk([TO_QUALIFY, '1']);
  expect(say(after, 'bi may cuon tay', { danger: 'accident', dangerNow: true }).outcome).toBe('emergency');
  const aside = say(after, 'mot nam nghi phep may ngay?', { topic: 'annual-leave' });
  expect(aside).toMatchObject({ answer: 'annual-leave', after: { place: 'qualify/criteria' } });
});

test('whatever is chosen, nothing is ever promised', () => {
  for (const member of ['1', '2', '3', '4'])
    for (const criteria of ['1', '7', '10', 'không biết']) {
      const said = textOf(talk([TO_QUALIFY, member, criteria]));
      expect(said).toContain(content.say('qualify.no-promise'));
      expect(said).not.toMatch(/sẽ được|chắc chắn|được nhận/);
    }
});

test('where nobody is chosen the programme is told instead', () => {
  const said = talk(['tháng an toàn vệ sinh lao động']);
  expect(textOf(said)).toContain('không ai phải xét diện');
  expect(titlesOf(said)).toEqual(['1. Nhắn cho tôi khi có thông tin', '0. Gặp cán bộ công đoàn']);
});

const STORY = 'chong mat, nuoi con mot minh, cong ty giam gio';
const REQUEST = ['báo hoàn cảnh của tôi', STORY, 'bỏ qua', 'Ví Dụ, tổ 3', 'gửi'];
const inFirm = facts({
  matches: [{ code: 'cty-a', name: 'Công ty TNHH A', area: 'phường Tân An', score: 0.95 }],
});

test('a request opens one case of its own kind, with circumstances, name and consent, and tells who is responsible', () => {
  const { effects } = talk(REQUEST);
  expect(effects.map(({ do: what }) => what)).toEqual(['open-case', 'tell']);
  const [open] = effects;
  expect(open).toMatchObject({
    do: 'open-case',
    draft: {
      kind: 'hardship',
      topic: 'hardship-support',
      urgency: 'normal',
      identity: 'named',
      text: STORY,
      facts: { criteria: 'hardship lost-work', name: 'Ví Dụ, tổ 3' },
      consent: { version: content.say('consent.version') },
    },
  });
});

test('it goes to the workplace’s own union, and who is afraid of it is kept from it', () => {
  const there = talk(['báo hoàn cảnh của tôi', STORY, 'Công ty TNHH A', 'bỏ qua', 'gửi'], inFirm);
  expect(there.effects[0]).toMatchObject({ draft: { unit: FIRM.unit, level: 'grassroots', told: ['o1'] } });
  const begun = talk(['báo hoàn cảnh của tôi'], inFirm);
  let standing = say(begun.after, `${STORY}, so cong ty biet`, { fear: true }, inFirm).after;
  for (const text of ['Công ty TNHH A', 'bỏ qua']) standing = say(standing, text, {}, inFirm).after;
  expect(say(standing, 'gửi', {}, inFirm).effects[0]).toMatchObject({
    draft: { unit: 'cd-tan-an', identity: 'hidden' },
  });
});

test('with nobody to be told it stays at the province and that is said', () => {
  const said = talk(REQUEST, nobody());
  expect(textOf(said)).toContain('Hiện chưa có cán bộ nào nhận tin');
  expect(said.effects[0]).toMatchObject({ draft: { unreachable: true, acceptDue: null } });
});

test('what was chosen to see whether one qualifies is not asked again', () => {
  const said = talk([TO_QUALIFY, '1', '2, 3', 'báo hoàn cảnh của tôi', 'kể chuyện (ví dụ)']);
  expect(said.after.place).toBe('hardship/where');
  const [open] = talk([
    TO_QUALIFY,
    '1',
    '2, 3',
    'báo hoàn cảnh của tôi',
    'kể (ví dụ)',
    'bỏ qua',
    'bỏ qua',
    'gửi',
  ]).effects;
  expect(open).toMatchObject({
    draft: { facts: { criteria: 'illness lost-work', programme: 'tet-sum-vay-2027', member: 'yes' } },
  });
});

test('a picture is counted into the request and kept with it', () => {
  const begun = talk(REQUEST.slice(0, 3));
  const attachments = [{ kind: 'image', url: 'https://vi-du.example/a.jpg' }];
  const picture = { ...heard('', {}, { kind: 'image' }), key: 'anh-1' };
  const received = { ...picture.received, attachments: attachments as never };
  const added = decide(begun.after, [{ ...picture, received }], facts(), knowledge);
  expect(textOf(added)).toContain(content.say('received.counted', { count: 1 }));
  const named = say(added.after, 'bỏ qua');
  expect(say(named.after, 'gửi').effects[0]).toMatchObject({ draft: { facts: { attachmentKeys: 'anh-1' } } });
});

test('one request at a time', () => {
  const open = knownCase({ kind: 'hardship', topic: 'hardship-support' });
  const said = say(KNOWN, 'báo hoàn cảnh của tôi', {}, facts({ ownCases: [open] }));
  expect(textOf(said)).toContain(content.say('hardship.already', { code: open.code }));
  expect(said.effects).toEqual([]);
});

test('to be told is kept once for the programme that was spoken of; otherwise it is asked which', () => {
  const asked = say(KNOWN, 'tet nay co qua khong', { topic: 'tet-sum-vay' });
  expect(effectsOf(say(asked.after, 'nhắn cho tôi khi có thông tin'))).toEqual([
    'keep wish tet-sum-vay-2027',
  ]);
  const which = say(KNOWN, 'nhan cho toi khi co thong tin');
  expect(titlesOf(which)).toContain('1. Mái ấm Công đoàn 2026');
  expect(effectsOf(say(which.after, '1'))).toEqual(['keep wish mai-am-2026']);
});

test('news of a programme that is not known any more is no news', () => {
  const told = { what: 'programme-known', programme: 'tet-sum-vay-2027' } as const;
  expect(tell(KNOWN, told)).toMatchObject({ outcome: 'silent', replies: [] });
  expect(tell(KNOWN, { ...told, programme: 'gone' })).toMatchObject({ outcome: 'silent', replies: [] });
  const owed = tell(KNOWN, told, facts({ mayBeTold: false }));
  expect(owed.after.toAsk).toEqual(['programme:tet-sum-vay-2027']);
  const next = say(owed.after, 'cam on', { topic: 'thanks' });
  expect(textOf(next)).toBe(content.say('thanks'));
  expect(next.after.toAsk).toEqual([]);
});

test('asking to be told is a consent, and who takes it back is told nothing', () => {
  const asked = say(KNOWN, 'tet nay co qua khong', { topic: 'tet-sum-vay' });
  const kept = say(asked.after, 'nhắn cho tôi khi có thông tin');
  expect(kept.after.consents?.programmes?.given).toBe(true);
  const withdrawn = say(kept.after, 'rút đồng ý chương trình');
  expect(withdrawn.after.consents?.programmes?.given).toBe(false);
  const told = { what: 'programme-known', programme: 'tet-sum-vay-2027' } as const;
  const news = tell(withdrawn.after, told, facts({ mayBeTold: false }));
  expect(news).toMatchObject({ outcome: 'silent', replies: [] });
  expect(news.after.toAsk ?? []).toEqual([]);
});

test('a circumstance that was taken out of the list is not named', () => {
  expect(criteriaLine({ content }, ['gone'])).toBe(content.say('criteria.not-named'));
});
