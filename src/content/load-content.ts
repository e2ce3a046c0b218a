import type { Content } from '../model/content.ts';
import { createContent } from './create-content.ts';
import { loadLibrary } from './library.ts';
import type { Problem } from './problem.ts';

/** What we say, ready to be said. `problems` name every file and line that was left out because it is wrong. */
export function loadContent(root: string): { content: Content; problems: Problem[] } {
  const library = loadLibrary(root);
  return { content: createContent(library), problems: library.problems };
}
