import { z } from 'zod';

const day = z.iso.date();
const source = z.string().min(3);
const span = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$/, 'is written 08:00-11:30')
  .transform((text) => {
    const [from = 0, to = 0] = text.split('-').map((time) => {
      const [hours = 0, minutes = 0] = time.split(':').map(Number);
      return hours * 60 + minutes;
    });
    return { from, to };
  })
  .refine(({ from, to }) => from < to && to <= 24 * 60, 'begins after it ends');

const allowance = z.union(
  [
    z.strictObject({ workHours: z.number().positive().max(400) }),
    z.strictObject({ workDays: z.int().positive().max(200) }),
    z.strictObject({ minutes: z.int().positive(), outside: z.int().positive().optional() }),
  ],
  { error: 'is one of { workHours }, { workDays }, { minutes, outside }' },
);
/** How long something may wait. */
export type Allowance = z.infer<typeof allowance>;

const level = z.strictObject({ accept: allowance, answer: allowance, next: allowance });

/** The shape of content/calendar.yaml; `content/` reads the holidays' names from the same file. */
export const calendarShape = z.strictObject({
  hours: z.strictObject({
    days: z.array(z.int().min(1).max(7)).min(1),
    spans: z
      .array(span)
      .min(1)
      .refine(
        (spans) => spans.every(({ from }, i) => i === 0 || from >= (spans[i - 1]?.to ?? 0)),
        'the spans follow each other and do not overlap',
      ),
  }),
  levels: z.strictObject({ emergency: level, high: level, normal: level }),
  holidays: z.array(
    z.strictObject({ day, name: z.string().min(2), source, derived: z.boolean().default(false) }),
  ),
  daysOff: z
    .array(z.strictObject({ day, why: z.string().min(2), source, derived: z.boolean().default(false) }))
    .default([]),
  workDays: z.array(z.strictObject({ day, why: z.string().min(2), source })).default([]),
  knownUntil: day,
  words: z.strictObject({
    weekdays: z.array(z.string().min(1)).length(7),
    moment: z.string().includes('{time}').includes('{weekday}').includes('{date}'),
  }),
});
export type CalendarSettings = z.infer<typeof calendarShape>;
