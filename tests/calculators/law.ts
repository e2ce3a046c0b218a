import { join } from 'node:path';
import { loadContent } from '../../src/content/load-content.ts';

export const ROOT = join(import.meta.dirname, '../..');
/** The repository's own figures and holidays, as calculators see them. */
export const { content } = loadContent(ROOT);
export const { law } = content;
