import { z } from 'zod';
import { channelName } from './channel.ts';

export const LEVELS = ['grassroots', 'upper', 'province'] as const;

/** A unit of the union's tree. Codes are permanent. */
export const unit = z.strictObject({
  code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: z.string().min(2),
  level: z.enum(LEVELS),
  parent: z.string().optional(),
  areas: z.array(z.string()).default([]),
  workplaces: z.array(z.string()).default([]),
  members: z.number().int().nonnegative().optional(),
  was: z.string().optional(),
});
export type Unit = z.infer<typeof unit> & { endedAt: Date | null };

export const DUTIES = ['communication', 'cases', 'duty'] as const;

export const officer = z.strictObject({
  code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/i),
  name: z.string().min(2),
  unit: z.string(),
  duties: z.array(z.enum(DUTIES)).min(1),
  channels: z
    .array(
      z.strictObject({
        channel: channelName,
        id: z.string(),
        account: z.string().optional(),
      }),
    )
    .default([]),
  languages: z.array(z.string()).default(['vi']),
  phone: z.string().optional(),
  was: z.string().optional(),
});
export type Officer = z.infer<typeof officer> & {
  endedAt: Date | null;
  /** Person ids under which this officer writes to us, the newest last. */
  persons: string[];
  /** They have an account of the console: cases find them there, whatever they have on the platforms. */
  isAtDesk?: boolean;
};

/** The whole tree at one instant: small enough to hold in memory. */
export type UnionTree = { units: Unit[]; officers: Officer[]; version: number };

/** A unit that the worker's words may mean. */
export type UnitMatch = {
  code: string;
  name: string;
  area: string;
  score: number;
};
