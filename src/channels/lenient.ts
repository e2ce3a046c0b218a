import { z } from 'zod';

// Platforms document ids and timestamps as strings and have been seen to send numbers. A field of a shape we do not know counts as
// absent, so that whatever comes can still be stored.
export const id = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => (value === null || value === undefined || value === '' ? null : String(value)));
export const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value?.normalize('NFC') ?? null);
export const orNull = <T extends z.ZodType>(shape: T) =>
  shape
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);
export const listOf = <T extends z.ZodType>(shape: T) => z.array(shape).catch([]);

export const isPresent = <T>(value: T | null): value is T => value !== null;
