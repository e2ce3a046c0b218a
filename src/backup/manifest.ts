import { z } from 'zod';

export const MANIFEST_FILE = 'manifest.json';
export const SPOOL_FILE = 'spool.lines';

const part = {
  bytes: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
};

/** What stands in `manifest.json`, written last: a folder without it is no copy. */
export const manifest = z.object({
  format: z.literal(1),
  /** Everything that had its 200 before this moment is in the copy. */
  at: z.iso.datetime(),
  engine: z.enum(['sqlite', 'mongodb']),
  /** Version of the schema that its documents have. */
  schema: z.number().int().min(1),
  /** Fingerprint of the key with which things in here are sealed; the key itself is never in a copy. */
  key: z.string().regex(/^[0-9a-f]{16}$/),
  collections: z.array(
    z.object({
      name: z.string(),
      file: z.string().regex(/^[a-z][a-z-]*\.jsonl$/),
      documents: z.number().int().min(0),
      ...part,
    }),
  ),
  leftOut: z.array(z.string()),
  /** Events that were not in the store yet, each sealed. */
  spool: z.object({ file: z.literal(SPOOL_FILE), lines: z.number().int().min(0), ...part }),
});

export type Manifest = z.infer<typeof manifest>;
