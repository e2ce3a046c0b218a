import type { Decision } from '../../src/model/decision.ts';
import type { Standing } from '../../src/model/exchange.ts';
import { content, facts, KNOWN, type Meant, NOW, say, textOf } from './facts.ts';

const after = (seconds: number) => facts({ now: new Date(NOW.getTime() + seconds * 1000) });
const GREETING: Meant = { topic: 'greeting' };
const DANGER: Meant = { danger: 'accident', dangerNow: true };

/** So many turns, a third of a second apart. */
function write(turns: number, text: string, meant: Meant, from: Standing = KNOWN): Decision[] {
  const said: Decision[] = [];
  for (let n = 0; n < turns; n++)
    said.push(say(said.at(-1)?.after ?? from, text, meant, after(said.length / 3)));
  return said;
}
const last = (said: readonly Decision[]): Standing => said.at(-1)?.after ?? KNOWN;

test('"not understood" is said once a minute in the same words, then again', () => {
  const said = write(8, 'qwrtz', {});
  const texts = said.map(textOf).filter((text) => text !== '');
  expect(new Set(texts).size).toBe(texts.length);
  expect(said.at(-1)).toMatchObject({ outcome: 'silent', replies: [] });
  expect(textOf(say(last(said), 'qwrtz', {}, after(68)))).not.toBe('');
});

test('a sure answer is said each time it is asked for', () => {
  for (const one of write(60, 'chào', GREETING)) expect(textOf(one)).toBe(content.say('greeting'));
});

test('past sixty turns a minute it is said once that it was too fast, and the minute after answers again', () => {
  const said = write(80, 'chào', GREETING);
  expect(said.slice(60).map(textOf)).toEqual([
    content.say('too-fast'),
    ...Array.from({ length: 19 }, () => ''),
  ]);
  expect(textOf(say(last(said), 'chào', GREETING, after(61)))).toBe(content.say('greeting'));
});

test('what matters is said however fast somebody writes', () => {
  const fast = last(write(70, 'chào', GREETING));
  const now = after(31);
  expect(say(fast, 'bi may cuon tay', DANGER, now)).toMatchObject({ outcome: 'emergency' });
  expect(textOf(say(fast, 'hồ sơ của tôi', {}, now))).toContain(content.say('my-cases.none'));
  expect(say(fast, 'gặp cán bộ', {}, now).effects).not.toEqual([]);
  const flow = say(fast, 'tôi muốn khiếu nại', {}, now);
  expect(flow.after.place).toBe('complaint/what');
  expect(textOf(flow)).not.toBe('');
});

test('the menu that stood stays, so that a number still means what was shown', () => {
  const shown = say(KNOWN, 'chào', GREETING, after(0)).after;
  const fast = last(write(65, 'chào', GREETING, shown));
  expect(fast.offered).toEqual(shown.offered);
});
