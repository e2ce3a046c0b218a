import { z } from 'zod';
import type { Calculation, Line } from '../model/calculation.ts';
import { type Calculator, figuresOn, line } from './calculation.ts';
import { dong, type Exact, exact, percent, times } from './exact.ts';

const facts = z.strictObject({
  wage: z.int().positive(),
  per: z.enum(['month', 'day', 'hour']),
  /** Working days of an ordinary month; only a monthly wage needs it. */
  days: z.int().min(1).max(31).nullable(),
  minutes: z.int().positive(),
  /** `shift`: ordinary hours in the night, no overtime. `substitute`: the day off for a holiday on the rest day. */
  day: z.enum(['weekday', 'restday', 'holiday', 'substitute', 'shift']),
  /** `after-day`: after overtime by day. */
  night: z.enum(['no', 'yes', 'after-day']),
});
type OvertimeFacts = z.infer<typeof facts>;

const RATES = [
  'overtime-weekday',
  'overtime-restday',
  'overtime-holiday',
  'overtime-substitute-day',
  'overtime-night-weekday',
  'overtime-night-weekday-more',
  'overtime-night-restday',
  'overtime-night-holiday',
  'night-extra',
] as const;
type Rate = (typeof RATES)[number];

const BY_DAY = {
  weekday: 'overtime-weekday',
  restday: 'overtime-restday',
  holiday: 'overtime-holiday',
  substitute: 'overtime-substitute-day',
  shift: 'night-extra',
} as const satisfies Record<OvertimeFacts['day'], Rate>;
const BY_NIGHT = {
  weekday: 'overtime-night-weekday',
  restday: 'overtime-night-restday',
  holiday: 'overtime-night-holiday',
  substitute: 'overtime-night-restday',
  shift: 'night-extra',
} as const satisfies Record<OvertimeFacts['day'], Rate>;

const LINES = [
  'total.weekday',
  'total.restday',
  'total.holiday',
  'total.substitute',
  'total.shift',
  'by-month',
  'by-day',
  'by-hour',
  'holiday-wage',
  'wage-is',
  'day-hours',
  'by-daylight',
  'at-night',
] as const;

/** Pay of overtime, and of ordinary night shifts (law 2.37–2.40). */
export const overtime: Calculator<OvertimeFacts> = {
  name: 'overtime',
  facts,
  figures: [...RATES, 'day-hours'],
  lines: LINES,
  calculate(given, { day, law }) {
    const rate = rateOf(given);
    const known = figuresOn(law, day, [rate, 'day-hours']);
    if (known === null || (given.per === 'month' && given.days === null)) return null;
    const share = given.day === 'shift' ? 100 + known.value[rate] : known.value[rate];
    const hour = hourWage(given, known.value['day-hours']);
    const total = dong(times(hour, percent(share), exact(given.minutes, 60)));
    const written = { total, share, hours: given.minutes / 60, hour: dong(hour), wage: given.wage };
    const values = { ...written, days: given.days ?? 0, dayHours: known.value['day-hours'] };
    return { result: { total, share }, lines: linesOf(given, values), cited: known.cited };
  },
};

function rateOf({ day, night }: OvertimeFacts): Rate {
  if (night === 'no') return BY_DAY[day];
  return day === 'weekday' && night === 'after-day' ? 'overtime-night-weekday-more' : BY_NIGHT[day];
}

function hourWage({ wage, per, days }: OvertimeFacts, dayHours: number): Exact {
  if (per === 'hour') return exact(wage);
  return exact(wage, (per === 'month' ? (days ?? 1) : 1) * dayHours);
}

function linesOf({ per, day, night }: OvertimeFacts, values: Line['values']): Calculation['lines'] {
  const say = (part: Line['part'], id: (typeof LINES)[number]) => line(part, id, values);
  return [
    say('result', `total.${day}`),
    say('step', `by-${per}`),
    ...(day === 'holiday' ? [say('note', 'holiday-wage')] : []),
    say('assumed', 'wage-is'),
    ...(per === 'hour' ? [] : [say('assumed', 'day-hours')]),
    say('assumed', night === 'no' && day !== 'shift' ? 'by-daylight' : 'at-night'),
  ];
}
