import { existsSync, readdirSync } from 'node:fs';

/** Names of the texts in a folder, sorted; none when there is no such folder. */
export const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .flatMap((entry) => (entry.isFile() && /\.(md|yaml)$/.test(entry.name) ? [entry.name] : []))
        .sort()
    : [];
