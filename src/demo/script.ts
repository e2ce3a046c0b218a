import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseYaml } from '../content/parse-yaml.ts';
import { AppError } from '../errors.ts';
import { channelName } from '../model/channel.ts';

const duration = z.string().regex(/^\d+[mhd]$/, 'is a number and m, h or d');

const line = z.union([
  z.string(),
  z.strictObject({
    says: z.string(),
    /** Code of the officer who writes; the talk's own person when absent. */
    by: z.string().optional(),
    /** How long after the line before. */
    after: duration.default('1m'),
  }),
]);

/** One person's conversation, with what officers write about it. `{code}` in a line is the code of that person's newest case. */
const talk = z.strictObject({
  who: z.string(),
  channel: channelName.default('zalo-oa'),
  /** When it begins: so many days ago at a time of day, or so long ago. */
  day: z.number().int().min(1).max(30).optional(),
  at: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .optional(),
  ago: duration.optional(),
  /** Nothing that is sent to this person arrives. */
  blocked: z.boolean().default(false),
  lines: z.array(line).min(1),
});

const demoFile = z.strictObject({ talks: z.array(talk).min(1) });
type Talk = z.infer<typeof talk>;

/** Somebody who writes something at some moment of the last 30 days. */
export type DemoEvent = {
  at: Date;
  /** The worker whose talk it is. */
  worker: string;
  /** Who writes: the worker, or an officer by code. */
  officer: string | null;
  channel: Talk['channel'];
  says: string;
};

export type DemoScript = { events: DemoEvent[]; blocked: ReadonlySet<string> };

const FILE = 'content/demo/talks.yaml';
const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const VIETNAM_MS = 7 * 3_600_000;

/** The conversations of the demo as they would have been up to `now`, oldest first. */
export function loadScript(root: string, now: Date): DemoScript {
  const { value, problems } = parseYaml(demoFile, readFileSync(join(root, FILE), 'utf8'), FILE);
  if (!value)
    throw new AppError(
      'invalid',
      problems.map(({ file, line: at, message }) => `${file}:${at} ${message}`).join('\n'),
    );
  const events = value.talks.flatMap((one) => eventsOf(one, now));
  return {
    events: events.sort((a, b) => a.at.getTime() - b.at.getTime()),
    blocked: new Set(value.talks.filter(({ blocked }) => blocked).map(({ who }) => who)),
  };
}

function eventsOf({ lines, ...one }: Talk, now: Date): DemoEvent[] {
  let time = beginning(one, now);
  return lines.map((each, index) => {
    const { says, by, after } = typeof each === 'string' ? { says: each, by: undefined, after: '1m' } : each;
    if (index > 0) time += msOf(after);
    return { at: new Date(time), worker: one.who, officer: by ?? null, channel: one.channel, says };
  });
}

function beginning({ who, day, at, ago }: Omit<Talk, 'lines'>, now: Date): number {
  if (ago !== undefined) return now.getTime() - msOf(ago);
  if (day === undefined || at === undefined)
    throw new AppError('invalid', `${FILE}: the talk of ${who} has neither "ago" nor "day" and "at"`);
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const midnight = Math.floor((now.getTime() + VIETNAM_MS) / UNIT_MS.d) * UNIT_MS.d - VIETNAM_MS;
  return midnight - day * UNIT_MS.d + hours * UNIT_MS.h + minutes * UNIT_MS.m;
}

function msOf(text: string): number {
  const unit = text.endsWith('m') ? 'm' : text.endsWith('h') ? 'h' : 'd';
  return Number.parseInt(text, 10) * UNIT_MS[unit];
}
