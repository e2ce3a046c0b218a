import type { Reply } from '../../src/model/exchange.ts';
import type { Trace } from '../../src/model/trace.ts';
import type { NewExchange, Store } from '../../src/store/store.ts';
import { processed, putTurn, received, reply } from '../contracts/store/samples.ts';

const TRACE: Trace = {
  read: 'cong ty no luong hai thang',
  rule: 'sure',
  verdict: 'sure',
  dangerWords: [],
  dangerNow: false,
  fear: false,
  grievance: true,
  thresholds: { sure: 0.8, ask: 0.2 },
  before: { place: null, owner: 'bot', case: null },
  officer: null,
  cases: ['K7-4F2'],
  places: [],
  tookMs: 12.4,
  consulted: { how: 'agreed', tookMs: 118.6 },
};

/** What somebody wrote about late wages, answered; `more` says what is different. */
export function answered(store: Store, text: string, more: Partial<NewExchange> & Answered = {}) {
  const { replies = [sentReply()], parked = false, turn = 1, ...rest } = more;
  const at = rest.at ?? new Date('2026-11-24T01:00:00Z');
  const isTrouble = parked || replies.some(({ status }) => status === 'failed' || status === 'unknown');
  return putTurn(
    store,
    turn,
    {
      processed: processed({
        intent: 'late-wages',
        topic: 'late-wages',
        ranked: [
          { intent: 'late-wages', topic: 'late-wages', score: 0.93 },
          { intent: 'tet-bonus', topic: 'tet-bonus', score: 0.04 },
        ],
        answer: 'late-wages',
        entities: {},
        outcome: parked ? 'parked' : 'answer',
        trace: TRACE,
        turnKey: `${rest.key ?? text}#${turn}`,
        at,
      }),
      replies,
      parked,
      troubleSince: isTrouble ? at : null,
    },
    { ...rest, at, received: rest.received ?? received({ text }) },
  );
}
type Answered = { replies?: Reply[]; parked?: boolean; turn?: number };

export const sentReply = (n = 1): Reply =>
  reply(n, {
    status: 'delivered',
    attempts: 2,
    final: true,
    sentAt: '2026-11-24T01:01:05.000Z',
    deliveredAt: '2026-11-24T01:01:06.000Z',
    calls: [
      { at: '2026-11-24T01:00:01.000Z', end: 'unreachable' },
      { at: '2026-11-24T01:01:04.000Z', end: 'sent' },
    ],
  });

export const failedReply = (failure = 'rejected', n = 1): Reply =>
  reply(n, {
    status: 'failed',
    attempts: 1,
    final: true,
    failure,
    calls: [{ at: '2026-11-24T01:00:01.000Z', end: failure }],
  });

export const unknownReply = (n = 1): Reply =>
  reply(n, { status: 'unknown', attempts: 1, final: true, failure: 'unknown', once: true, by: 'officer' });
