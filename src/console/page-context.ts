import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** What any part of a page may need of the request it answers. */
export type PageFacts = {
  /** Address of a file in `public/`. */
  urlOf(file: string): string;
  csrf: string;
  now: Date;
  /** `--demo`: every page says that its people and firms are examples. */
  isDemo?: boolean;
};

export const PageContext = createContext<PageFacts | null>(null);

export function usePage(): PageFacts {
  const facts = useContext(PageContext);
  if (!facts) throw new Error('a part was rendered outside of a page');
  return facts;
}
