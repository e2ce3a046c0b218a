import { windowOf } from '../../src/channels/window.ts';

const HOUR = 3_600_000;
const ZALO = { windowMs: 168 * HOUR, freeMs: 48 * HOUR };
const heard = new Date('2026-11-17T01:00:00Z');
const after = (hours: number) => new Date(heard.getTime() + hours * HOUR);

test.each([
  ['at once', 0, true, true],
  ['at 48 hours', 48, true, true],
  ['just after 48 hours', 48.001, true, false],
  ['at 7 days', 168, true, false],
  ['just after 7 days', 168.001, false, false],
])('%s', (_, hours, open, free) => {
  expect(windowOf(ZALO, heard, after(hours))).toEqual({ open, free, closesAt: after(168) });
});

test('a clock that runs a little behind the platform closes nothing', () => {
  expect(windowOf(ZALO, heard, after(-1))).toMatchObject({ open: true, free: true });
});

test('where there is no limit it is always open', () => {
  expect(windowOf({ windowMs: null, freeMs: null }, null, heard)).toEqual({
    open: true,
    free: true,
    closesAt: null,
  });
});

test('without a free part of its own the whole window is free', () => {
  expect(windowOf({ windowMs: 24 * HOUR, freeMs: null }, heard, after(23))).toMatchObject({
    open: true,
    free: true,
  });
  expect(windowOf({ windowMs: 24 * HOUR, freeMs: null }, heard, after(25))).toMatchObject({
    open: false,
    free: false,
  });
});

test('somebody who never wrote cannot be answered', () => {
  expect(windowOf(ZALO, null, heard)).toEqual({ open: false, free: false, closesAt: null });
});
