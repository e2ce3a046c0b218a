import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '../content/parse-yaml.ts';
import type { Problem } from '../content/problem.ts';
import { type CalendarSettings, calendarShape } from './settings.ts';

const FILE = 'content/calendar.yaml';

/** Reads content/calendar.yaml below `root`. With problems the settings are plain office hours, which nobody should start with. */
export function loadCalendar(root: string): { settings: CalendarSettings; problems: Problem[] } {
  const path = join(root, FILE);
  if (!existsSync(path))
    return { settings: PLAIN, problems: [{ file: FILE, line: 1, message: 'the file is missing' }] };
  const { value, problems, lineOf } = parseYaml(
    calendarShape,
    readFileSync(path, 'utf8').normalize('NFC'),
    FILE,
  );
  if (value === null) return { settings: PLAIN, problems };
  return { settings: value, problems: doubled(value, lineOf) };
}

/** Days that stand twice: one of the two lines is a mistake. */
function doubled(settings: CalendarSettings, lineOf: (path: PropertyKey[]) => number): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  for (const list of ['holidays', 'daysOff', 'workDays'] as const) {
    for (const [index, { day }] of settings[list].entries()) {
      const before = seen.get(day);
      const line = lineOf([list, index]);
      if (before) problems.push({ file: FILE, line, message: `${day} stands in ${before} already` });
      seen.set(day, before ?? list);
    }
  }
  return problems;
}

const PLAIN: CalendarSettings = {
  hours: { days: [1, 2, 3, 4, 5], spans: [{ from: 480, to: 1020 }] },
  levels: {
    emergency: { accept: { minutes: 15 }, answer: { minutes: 120 }, next: { minutes: 15 } },
    high: { accept: { workHours: 4 }, answer: { workDays: 1 }, next: { workHours: 4 } },
    normal: { accept: { workDays: 1 }, answer: { workDays: 3 }, next: { workDays: 1 } },
  },
  holidays: [],
  daysOff: [],
  workDays: [],
  knownUntil: '1970-01-01',
  words: { weekdays: ['2', '3', '4', '5', '6', '7', 'CN'], moment: '{time} {weekday} {date}' },
};
