import type { LawSummary, LawText } from '../model/law.ts';

/** The texts of laws that were imported. */
export type LawStore = {
  /** Changes with every import: cheap to ask. */
  version(): Promise<number>;
  list(): Promise<LawSummary[]>;
  all(): Promise<{ version: number; laws: LawText[] }>;
  /** All of them or none; each takes the place of the law with its number, the others stay. */
  replace(laws: LawText[]): Promise<void>;
  /** False when there is no such law. */
  remove(law: string): Promise<boolean>;
};
