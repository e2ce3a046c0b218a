import { loadContent } from '../../src/content/load-content.ts';

/** As people read it, loaded once. */
export const FIXED_CONTENT = loadContent('.').content;
