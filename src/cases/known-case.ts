import type { Case } from '../model/case.ts';
import type { KnownCase } from '../model/decision.ts';
import { aboveOf, othersOf, type Reach } from '../union/route.ts';
import type { UnionIndex } from '../union/tree-index.ts';
import { excludedOf } from './excluded.ts';
import { heldOf } from './may-have.ts';

type Seen = {
  union: UnionIndex;
  reach: Reach /** Code of the officer whose turn it is. */;
  officer: string | null;
};

/** A case with what the turn of this person may know about it: names, who has it, where it could go. */
export function knownCase(one: Case, { union, reach, officer }: Seen): KnownCase {
  const held = heldOf(one);
  return {
    ...one,
    excluded: excludedOf(one),
    unitName: union.unit(one.unit)?.name ?? '',
    workplaceName: one.workplaceText === '' ? workplaceIn(union, one.workplace) : one.workplaceText,
    recipients: recipientsOf(one, union, reach),
    above: aboveOf(union, held, officer, reach),
    others: othersOf(union, held, officer, reach),
  };
}

function workplaceIn(union: UnionIndex, code: string | null): string {
  const unit = union.unit(code);
  return unit?.workplaces[0] ?? unit?.name ?? '';
}

/** Whoever has it now: its holder, or those it was told to while it is new. */
export function recipientsOf(one: Case, union: UnionIndex, reach: Reach): KnownCase['recipients'] {
  const codes = one.status === 'new' ? one.told : one.holder === null ? [] : [one.holder];
  const not = excludedOf(one);
  return codes.flatMap((code) => {
    const officer = not.includes(code) ? null : union.officer(code);
    const person = officer && reach(officer);
    return person ? [{ code, person }] : [];
  });
}
