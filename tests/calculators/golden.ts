import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const row = z.strictObject({
  on: z.iso.date(),
  facts: z.record(z.string(), z.unknown()),
  /** What must come out, by name; null: the law of the day is not known. */
  is: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()])).nullable(),
  /** One of the numbers, worked out by hand. */
  how: z.string().optional(),
});
type Golden = z.infer<typeof row>;

const FOLDER = join(import.meta.dirname, 'golden');

/** Cases worked out by hand from the dossier's rules, by calculator. */
export const GOLDEN: ReadonlyMap<string, Golden[]> = new Map(
  readdirSync(FOLDER).map((file) => [
    file.replace('.yaml', ''),
    z.array(row).parse(parse(readFileSync(join(FOLDER, file), 'utf8'))),
  ]),
);
