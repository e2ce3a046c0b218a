import type { Case } from '../model/case.ts';

/**
 * Officers who may never have this case. The history is read too: it only grows, while two officers who say at the same moment
 * "this concerns me" each write the list without the other.
 */
export const excludedOf = ({ excluded, history }: Pick<Case, 'excluded' | 'history'>): string[] => [
  ...new Set([...excluded, ...history.filter(({ what }) => what === 'excluded').map(({ by }) => by)]),
];
