import { createCalendar } from '../../src/calendar/create-calendar.ts';
import { loadCalendar } from '../../src/calendar/load-calendar.ts';
import type { Case, Holding } from '../../src/model/case.ts';

export const calendar = createCalendar(loadCalendar('.').settings);
/** "2026-11-25 08:00" in Vietnam. */
export const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+07:00`);

/** A case of late wages that was sent in the evening of the holiday. */
export const exampleCase = (more: Partial<Case> = {}): Case => ({
  code: 'K7-4F2',
  kind: 'complaint',
  topic: 'late-wages',
  urgency: 'high',
  status: 'new',
  person: 'p-worker',
  channel: 'zalo-oa',
  text: 'ví dụ: công ty chưa trả lương 2 tháng',
  facts: {},
  workplace: 'cty-a',
  workplaceText: 'Công ty TNHH A, phường Tân An',
  identity: 'hidden',
  unit: 'cd-tan-an',
  level: 'upper',
  holder: null,
  told: ['o-tan-an', 'o-tan-an-2'],
  excluded: ['o-a'],
  unreachable: false,
  openedAt: at('2026-11-24 20:15'),
  acceptedAt: null,
  answeredAt: null,
  unansweredSince: at('2026-11-24 20:15'),
  clock: { kind: 'accept', from: at('2026-11-24 20:15'), due: at('2026-11-25 14:00') },
  clockAt: at('2026-11-25 10:00'),
  legalDue: null,
  consent: null,
  contact: null,
  exchanges: ['zalo-oa:1:m1'],
  history: [{ at: at('2026-11-24 20:15'), what: 'opened', by: 'worker', why: '' }],
  applied: [],
  ...more,
});

/** The same case once `o-tan-an` has it. */
export const takenCase = (more: Partial<Case> = {}): Case =>
  exampleCase({
    status: 'open',
    holder: 'o-tan-an',
    acceptedAt: at('2026-11-25 08:20'),
    clock: { kind: 'answer', from: at('2026-11-25 08:20'), due: at('2026-11-26 14:00') },
    ...more,
  });

export const province: Holding = {
  unit: 'dl',
  level: 'province',
  told: ['o-tinh'],
  acceptDue: at('2026-11-27 09:00').toISOString(),
  unreachable: false,
};
