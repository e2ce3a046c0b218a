import { existsSync, readdirSync } from 'node:fs';

/** Names of a folder's files with this ending, sorted; none when there is no such folder. */
export const filesIn = (folder: string, ending: '.yaml' | '.md'): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .flatMap((entry) => (entry.isFile() && entry.name.endsWith(ending) ? [entry.name] : []))
        .sort()
    : [];
