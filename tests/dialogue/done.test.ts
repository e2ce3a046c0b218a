import { content, effectsOf, facts, KNOWN, knownCase, say, tell, textOf, titlesOf } from './facts.ts';

// What happens to "is it settled?" where the platform takes nothing for the worker any more.
const CODE = 'K7-4F2';
const resolved = knownCase({ status: 'resolved', holder: 'o2', clock: null });
const closed = facts({ ownCases: [resolved], mayBeTold: false });
const open = facts({ ownCases: [resolved] });
const told = tell(KNOWN, { what: 'case-done', code: CODE }, closed);

test('nothing is said that would not arrive, and the case is remembered', () => {
  expect(told).toMatchObject({ outcome: 'silent', replies: [] });
  expect(told.after).toMatchObject({ owner: 'bot', case: null, toAsk: [CODE] });
  expect(tell(told.after, { what: 'case-done', code: CODE }, closed).after.toAsk).toEqual([CODE]);
});

test('asked with numbers behind an answer without any, and only once', () => {
  const thanks = say(told.after, 'cam on', { topic: 'thanks' }, open);
  expect(textOf(thanks)).toBe(`${content.say('thanks')}\n·\n${content.say('case.done', { code: CODE })}`);
  expect(titlesOf(thanks)).toEqual(['1. Rồi', '2. Chưa (mở lại trong 10 ngày)']);
  expect(effectsOf(say(thanks.after, '2', {}, open))[0]).toBe(`reopen ${CODE}`);
  expect(textOf(say(thanks.after, 'cam on', { topic: 'thanks' }, open))).not.toContain(CODE);
});

test('asked in words behind an answer with a menu, whose numbers stay its own', () => {
  const answer = say(told.after, 'mot nam nghi phep may ngay', { topic: 'annual-leave' }, open);
  expect(textOf(answer)).toContain(content.say('case.done.words', { code: CODE }));
  expect(titlesOf(answer).join()).not.toContain('Rồi');
});

test('too late to reopen it: that is said instead', () => {
  const late = say(told.after, 'cam on', { topic: 'thanks' }, facts());
  expect(textOf(late)).toContain(content.say('case.done.late', { code: CODE }));
});

test.each([
  ['danger comes alone', 'bi may cuon tay', { danger: 'accident', dangerNow: true } as const],
  ['a flow is not broken into', 'tôi muốn khiếu nại', {}],
])('%s; it is asked the next time', (_, text, meant) => {
  const said = say(told.after, text, meant, open);
  expect(textOf(said)).not.toContain('đánh dấu là xong');
  expect(said.after.toAsk).toEqual([CODE]);
});

test('who speaks of the case by themselves is not asked again', () => {
  const said = say(told.after, `đã xong #${CODE}`, {}, facts({ ownCases: [resolved], named: [resolved] }));
  expect(textOf(said)).toBe(content.say('case.solved', { code: CODE }));
  expect(said.after.toAsk).toEqual([]);
});
