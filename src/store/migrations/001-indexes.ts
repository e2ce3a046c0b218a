import type { Models } from '../models.ts';
import type { Migration } from './migrate.ts';

/** Makes the indexes that the schemas declare. */
export const indexes: Migration = { version: 1, run: makeIndexes };

/** What is there stays. A later version that declares an index brings a migration that calls this again. */
export async function makeIndexes(models: Models): Promise<void> {
  for (const { schema, collection } of Object.values(models)) {
    for (const [fields, { unique = false, sparse = false }] of schema.indexes()) {
      const keys = Object.keys(fields).map((path) => [path, 1] as const);
      const name = Object.keys(fields).join('-');
      await collection.createIndex(Object.fromEntries(keys), {
        name,
        unique: unique === true,
        sparse: sparse === true,
      });
    }
  }
}
