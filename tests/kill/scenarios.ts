import type { Store } from '../../src/store/store.ts';

/** One thing that somebody writes, after everything before it has come to rest. */
export type Event = {
  id: string;
  from: 'worker' | 'officer-1' | 'officer-2';
  /** Words, or how to find them (a case's code). */
  text: string | ((store: Store) => Promise<string>);
  /** The store does not answer while this arrives. */
  slow?: boolean;
  /** Arrives at once after the event before it. */
  together?: boolean;
};

export type Scenario = {
  name: string;
  events: Event[];
  /** What the platform does with its n-th call (from 0), when not "ok". */
  platform?: Record<number, 'throttled' | 'lost' | 'blocked'>;
  /** Effects of this kind fail so often before they work. */
  effectFails?: { times: number };
  cases: number;
  /** Steps that a run must reach, so that a change cannot make the suite test nothing. */
  reaches: string[];
};

const withCode = (pattern: string) => async (store: Store) => {
  const [only] = await store.cases.list({}, null, 10);
  return pattern.replace('CODE', only?.code ?? 'CODE-MISSING');
};

const COMPLAINT: Event[] = [
  { id: 'tell', from: 'worker', text: 'cong ty A no luong 2 thang nay roi, tui e ho biet tui noi' },
  { id: 'hide', from: 'worker', text: '2' },
  { id: 'send', from: 'worker', text: '1' },
];

/** The first reaches most of the path; each of the others is there for the steps that no scenario before it reaches. */
export const SCENARIOS: Scenario[] = [
  {
    name: 'burst',
    events: [
      { id: 'one', from: 'worker', text: 'cai do la sao' },
      { id: 'two', from: 'worker', text: 'dung ko a', together: true },
      { id: 'three', from: 'worker', text: 'roi the nao nua', together: true },
      { id: 'sure', from: 'worker', text: 'luong toi thieu vung o buon ma thuot la bao nhieu' },
    ],
    cases: 0,
    reaches: [
      'receive',
      'acknowledge',
      'claim',
      'newest',
      'inbox',
      'count',
      'wait',
      'commit',
      'close',
      'release',
      'take-reply',
      'call',
      'index',
      'record',
    ],
  },
  {
    name: 'spool',
    events: [
      { id: 'slow-1', from: 'worker', text: 'luong toi thieu vung o buon ma thuot la bao nhieu', slow: true },
      { id: 'slow-2', from: 'worker', text: 'cam on', slow: true, together: true },
    ],
    cases: 0,
    reaches: ['spool', 'drain-insert', 'drain-remove'],
  },
  {
    name: 'refused',
    events: [
      { id: 'ask', from: 'worker', text: 'luong toi thieu vung o buon ma thuot la bao nhieu' },
      { id: 'thanks', from: 'worker', text: 'cam on' },
    ],
    platform: { 0: 'throttled', 1: 'lost' },
    cases: 0,
    reaches: ['record', 'resend'],
  },
  {
    name: 'complaint',
    events: [
      ...COMPLAINT,
      { id: 'accept', from: 'officer-1', text: withCode('nhan #CODE') },
      { id: 'accept-too', from: 'officer-2', text: withCode('nhan #CODE') },
      { id: 'ask', from: 'officer-1', text: withCode('hoi #CODE cong ty con no bao nhieu nguoi') },
      { id: 'tell-more', from: 'worker', text: 'khoang 30 nguoi' },
      { id: 'answer', from: 'officer-1', text: withCode('#CODE cong doan da lam viec voi cong ty') },
      { id: 'done', from: 'officer-1', text: withCode('xong #CODE') },
    ],
    cases: 1,
    reaches: ['effect', 'refuse', 'release'],
  },
  {
    name: 'effect-fails',
    events: COMPLAINT,
    effectFails: { times: 1 },
    cases: 1,
    reaches: ['effect-failed'],
  },
];
