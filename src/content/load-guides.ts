import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A guide of content/guides: its name is its file's, its title the first heading. */
export type Guide = { name: string; title: string; text: string };

/** By name, each as it was written. */
export function loadGuides(root: string): Guide[] {
  const folder = join(root, 'content/guides');
  const names = readdirSync(folder).filter((file) => file.endsWith('.md'));
  return names.sort().map((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const name = file.replace(/\.md$/, '');
    return { name, title: /^# (.+)$/m.exec(text)?.[1] ?? name, text };
  });
}
